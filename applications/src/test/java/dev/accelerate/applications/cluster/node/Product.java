package dev.accelerate.applications.cluster.node;

import dev.accelerate.applications.cluster.history.Table;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

/**
 * Row of {@link Table#PRODUCTS}.
 */
@Entity
@jakarta.persistence.Table(name = "products")
class Product extends Row {

	@ManyToOne(fetch = FetchType.LAZY)
	private Shelf shelf;

	Product() {
		super(Table.PRODUCTS);
	}

	Shelf getShelf() {
		return this.shelf;
	}

}
