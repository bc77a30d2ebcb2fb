package dev.accelerate.catalog.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Entity in a table that views show.
 */
@Entity
@Table(name = "people")
public class Person {

	@Id
	private Long id;

	private int age;

	protected Person() {
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
