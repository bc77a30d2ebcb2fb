package dev.accelerate.applications.cluster.node;

import dev.accelerate.applications.cluster.history.Table;
import jakarta.persistence.Entity;

/**
 * Row of {@link Table#SHELVES}.
 */
@Entity
@jakarta.persistence.Table(name = "shelves")
class Shelf extends Row {

	Shelf() {
		super(Table.SHELVES);
	}

}
