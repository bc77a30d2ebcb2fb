package dev.accelerate.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

/**
 * Entity with the methods that Lombok's {@code @Data} makes, of all its values.
 */
@Entity
@Table(name = "customers")
public class Customer {

	@Id
	@GeneratedValue
	private Long id;

	private String name;

	private int points;

	@OneToMany(mappedBy = "customer", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("id")
	private List<Purchase> purchases = new ArrayList<>();

	public Long getId() {
		return this.id;
	}

	public void setId(Long id) {
		this.id = id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public int getPoints() {
		return this.points;
	}

	public void setPoints(int points) {
		this.points = points;
	}

	public List<Purchase> getPurchases() {
		return this.purchases;
	}

	public void setPurchases(List<Purchase> purchases) {
		this.purchases = purchases;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Customer that && Objects.equals(this.id, that.id)
				&& Objects.equals(this.name, that.name) && this.points == that.points;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.id, this.name, this.points);
	}

	@Override
	public String toString() {
		return "Customer(" + this.id + ", " + this.name + ", " + this.points + ")";
	}

}
