package dev.accelerate.benchmarks.domain;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/**
 * Entity with an association, an embeddable and a collection.
 */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class Customer {

	@Id
	private Long id;

	private String name;

	private String region;

	@Embedded
	private Address address;

	@ManyToOne(fetch = FetchType.LAZY)
	private Company company;

	@OneToMany(cascade = CascadeType.ALL)
	@JoinColumn(name = "customer_id")
	@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
	private List<Purchase> purchases = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	protected Customer() {
	}

	Customer(Long id, String name, String region, Address address, Company company) {
		this.id = id;
		this.name = name;
		this.region = region;
		this.address = address;
		this.company = company;
	}

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public String getRegion() {
		return this.region;
	}

	public Address getAddress() {
		return this.address;
	}

	public Company getCompany() {
		return this.company;
	}

	public List<Purchase> getPurchases() {
		return this.purchases;
	}

}
