package dev.accelerate.nodes;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Label of a product. Nothing but tags tells when it changes.
 */
@Entity
@Table(name = "labels")
class Label {

	@Id
	private long id;

	private String text;

	protected Label() {
	}

	Label(long id, String text) {
		this.id = id;
		this.text = text;
	}

	long getId() {
		return this.id;
	}

	String getText() {
		return this.text;
	}

}
