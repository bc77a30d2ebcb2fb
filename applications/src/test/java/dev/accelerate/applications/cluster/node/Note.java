package dev.accelerate.applications.cluster.node;

import dev.accelerate.applications.cluster.history.Table;
import jakarta.persistence.Entity;

/**
 * Row of {@link Table#NOTES}.
 */
@Entity
@jakarta.persistence.Table(name = "notes")
class Note extends Row {

	Note() {
		super(Table.NOTES);
	}

}
