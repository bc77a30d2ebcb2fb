package dev.accelerate.jpa.mapping;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/**
 * What most entities of the mapping tests have.
 */
@MappedSuperclass
public abstract class Base {

	@Id
	public Long id;

	public String name;

	protected Base() {
	}

	protected Base(long id) {
		this.id = id;
		this.name = "name " + id;
	}

}
