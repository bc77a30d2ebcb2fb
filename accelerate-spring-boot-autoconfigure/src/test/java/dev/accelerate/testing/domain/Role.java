package dev.accelerate.testing.domain;

import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Hashes its name, so that a set of roles is wrong if it is filled before they are.
 */
@Entity
@Table(name = "roles")
public class Role {

	@Id
	@GeneratedValue
	private Long id;

	private String name;

	protected Role() {
	}

	public Role(String name) {
		this.name = name;
	}

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Role that && Objects.equals(this.name, that.name);
	}

	@Override
	public int hashCode() {
		return Objects.requireNonNull(this.name, "hashed before it has its values").hashCode();
	}

}
