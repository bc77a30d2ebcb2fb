package dev.accelerate.shop;

import java.math.BigDecimal;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * What a customer bought.
 */
@Entity
@Table(name = "purchases")
public class Purchase {

	@Id
	@GeneratedValue
	private Long id;

	private BigDecimal price;

	@ManyToOne(fetch = FetchType.LAZY)
	private Customer customer;

	public Long getId() {
		return this.id;
	}

	public BigDecimal getPrice() {
		return this.price;
	}

	public void setPrice(BigDecimal price) {
		this.price = price;
	}

	public Customer getCustomer() {
		return this.customer;
	}

	public void setCustomer(Customer customer) {
		this.customer = customer;
	}

	@Override
	public String toString() {
		return "Purchase(" + this.id + ", " + this.price + ")";
	}

}
