package dev.accelerate.examples;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Entity that the examples refer to.
 */
@Entity
@Table(name = "users")
public class User {

	@Id
	@GeneratedValue
	private Long id;

	private String name;

	private String email;

	protected User() {
	}

	User(String name) {
		this.name = name;
		this.email = name + "@example.org";
	}

	Long getId() {
		return this.id;
	}

	String getName() {
		return this.name;
	}

	void setName(String name) {
		this.name = name;
	}

	String getEmail() {
		return this.email;
	}

}
