package dev.accelerate.catalog.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/**
 * Entity that the database deletes with its parent.
 */
@Entity
@Table(name = "children")
public class Child {

	@Id
	private Long id;

	@ManyToOne
	@OnDelete(action = OnDeleteAction.CASCADE)
	private Parent parent;

	protected Child() {
	}

	public Long getId() {
		return this.id;
	}

	public Parent getParent() {
		return this.parent;
	}

}
