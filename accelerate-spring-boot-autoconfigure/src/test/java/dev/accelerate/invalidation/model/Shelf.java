package dev.accelerate.invalidation.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Entity of the repository. It is never written, so that only writes to what a query has
 * really read invalidate its result.
 */
@Entity
@Table(name = "model_shelves")
public class Shelf {

	@Id
	private int id;

	public int getId() {
		return this.id;
	}

}
