package dev.accelerate.invalidation;

/**
 * What a result depends on. The result is valid while the log has no record after the
 * stamp that names one of the tags, tables or rows.
 *
 * @param stamp the stamp of the invalidation log from before the load of the result
 * @param tags the tags of the result and of every cached read it was made from
 * @param tables the tables whose writes invalidate the result, whatever is written
 * @param rows what else invalidates it, of other tables
 */
public record Dependencies(Stamp stamp, Tags tags, Tables tables, RowMarks rows) {

	private static final int OVERHEAD = 104;

	private static final int TAG = 72;

	public Dependencies {
		if (rows.areTooMany()) {
			tables = tables.and(rows.tables());
			rows = RowMarks.NONE;
		}
	}

	/**
	 * Creates dependencies on tables, whatever is written to them.
	 * @param stamp the stamp of the invalidation log from before the load of the result
	 * @param tags the tags of the result and of every cached read it was made from
	 * @param tables the tables whose writes invalidate the result
	 */
	public Dependencies(Stamp stamp, Tags tags, Tables tables) {
		this(stamp, tags, tables, RowMarks.NONE);
	}

	/**
	 * Returns the dependencies of a result made from two parts.
	 * @param other the dependencies of the other part
	 * @return the earlier stamp, and the tags, tables and rows of both
	 */
	public Dependencies and(Dependencies other) {
		return new Dependencies(this.stamp.earlier(other.stamp), this.tags.and(other.tags),
				this.tables.and(other.tables), this.rows.and(other.rows));
	}

	/**
	 * Returns these dependencies with further tags.
	 * @param more the further tags
	 * @return the dependencies on both
	 */
	public Dependencies and(Tags more) {
		Tags both = this.tags.and(more);
		return (both == this.tags) ? this : new Dependencies(this.stamp, both, this.tables, this.rows);
	}

	/**
	 * Returns these dependencies with further tables.
	 * @param more the further tables
	 * @return the dependencies on both
	 */
	public Dependencies and(Tables more) {
		Tables both = this.tables.and(more);
		return (both == this.tables) ? this : new Dependencies(this.stamp, this.tags, both, this.rows);
	}

	/**
	 * Returns these dependencies with other tables and rows in place of their own.
	 * @param other the tables to depend on instead
	 * @param otherRows the rows to depend on instead
	 * @return the dependencies
	 */
	public Dependencies on(Tables other, RowMarks otherRows) {
		return new Dependencies(this.stamp, this.tags, other, otherRows);
	}

	/**
	 * Returns these dependencies with further rows. If these are too many, the tables
	 * they stand for take their place.
	 * @param more the further rows
	 * @return the dependencies on both
	 */
	public Dependencies and(RowMarks more) {
		return more.isEmpty() ? this : new Dependencies(this.stamp, this.tags, this.tables, this.rows.and(more));
	}

	/**
	 * Returns these dependencies as those of a result that never counts as valid, because
	 * it is not known when it becomes invalid.
	 * @return the same tags and tables with {@link Stamp#NEVER}
	 */
	public Dependencies neverValid() {
		return new Dependencies(Stamp.NEVER, this.tags, this.tables, this.rows);
	}

	/**
	 * Returns whether the result never counts as valid, so that it must not be stored.
	 * @return whether the stamp is {@link Stamp#NEVER}
	 */
	public boolean isNeverValid() {
		return this.stamp.equals(Stamp.NEVER);
	}

	/**
	 * Returns an estimate of the memory that the dependencies retain. Tables and the tags
	 * of methods count for nothing, since many results share them.
	 * @return the weight in bytes
	 */
	public long weight() {
		return OVERHEAD + TAG * this.tags.names().stream().filter((tag) -> !Tags.isOfMethod(tag)).count()
				+ this.rows.weight();
	}

}
