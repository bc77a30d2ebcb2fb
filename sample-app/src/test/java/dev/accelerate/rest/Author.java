package dev.accelerate.rest;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/**
 * Author of essays.
 */
@Entity
public class Author {

	@Id
	@GeneratedValue
	private Long id;

	private String name;

	protected Author() {
	}

	Author(String name) {
		this.name = name;
	}

	Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

}
