package dev.accelerate.catalog.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Entity in a view that can be updated.
 */
@Entity
@Table(name = "adults")
public class Adult {

	@Id
	private Long id;

	private int age;

	protected Adult() {
	}

	public Long getId() {
		return this.id;
	}

	public int getAge() {
		return this.age;
	}

	public void setAge(int age) {
		this.age = age;
	}

}
