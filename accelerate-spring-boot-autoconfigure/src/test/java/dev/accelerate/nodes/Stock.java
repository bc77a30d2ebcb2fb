package dev.accelerate.nodes;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Number of pieces of a product.
 */
@Entity
@Table(name = "stocks")
class Stock {

	@Id
	private long id;

	private int pieces;

	protected Stock() {
	}

	Stock(long id, int pieces) {
		this.id = id;
		this.pieces = pieces;
	}

	long getId() {
		return this.id;
	}

	int getPieces() {
		return this.pieces;
	}

	void setPieces(int pieces) {
		this.pieces = pieces;
	}

}
