package dev.accelerate.applications.cluster.node;

import dev.accelerate.applications.cluster.history.Table;
import jakarta.persistence.Entity;

/**
 * Row of {@link Table#PRICES}.
 */
@Entity
@jakarta.persistence.Table(name = "prices")
class Price extends Row {

	Price() {
		super(Table.PRICES);
	}

}
