package dev.accelerate.catalog.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;

/**
 * Entity of a query whose tables its mapping names.
 */
@Entity
@Subselect("select s.id as id, s.age as age from Seniors s where s.age > 66")
@Immutable
@Synchronize("people")
public class Retired {

	@Id
	private Long id;

	private int age;

	protected Retired() {
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
