package dev.accelerate.benchmarks.domain;

import jakarta.persistence.Embeddable;

/**
 * Where a customer lives.
 */
@Embeddable
public class Address {

	private String street;

	private String city;

	@SuppressWarnings("NullAway.Init")
	protected Address() {
	}

	Address(String street, String city) {
		this.street = street;
		this.city = city;
	}

	public String getStreet() {
		return this.street;
	}

	public String getCity() {
		return this.city;
	}

}
