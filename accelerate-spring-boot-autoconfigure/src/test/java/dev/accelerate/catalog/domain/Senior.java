package dev.accelerate.catalog.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Synchronize;

/**
 * Entity in a view whose tables its mapping names.
 */
@Entity
@Table(name = "seniors")
@Immutable
@Synchronize("people")
public class Senior {

	@Id
	private Long id;

	private int age;

	protected Senior() {
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
