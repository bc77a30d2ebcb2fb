package dev.accelerate.catalog.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Entity with children that the database deletes with it.
 */
@Entity
@Table(name = "parents")
public class Parent {

	@Id
	private Long id;

	protected Parent() {
	}

	public Long getId() {
		return this.id;
	}

}
