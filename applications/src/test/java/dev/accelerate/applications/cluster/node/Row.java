package dev.accelerate.applications.cluster.node;

import dev.accelerate.applications.cluster.history.Revision;
import dev.accelerate.applications.cluster.history.Table;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;

/**
 * Row with a revision.
 */
@MappedSuperclass
abstract class Row {

	@Transient
	private final Table table;

	@Id
	private long id;

	private long revision;

	Row(Table table) {
		this.table = table;
	}

	long getId() {
		return this.id;
	}

	void setRevision(long revision) {
		this.revision = revision;
	}

	/**
	 * Moves on to the next revision. The row must be locked.
	 */
	Revision grow(int process) {
		this.revision = Table.grown(this.revision, process);
		return seen();
	}

	/**
	 * Returns the revision that was read.
	 */
	Revision seen() {
		return new Revision(this.table.row(this.id), this.revision);
	}

}
