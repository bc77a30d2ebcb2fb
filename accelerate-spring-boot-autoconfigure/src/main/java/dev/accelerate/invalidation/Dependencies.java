package dev.accelerate.invalidation;

/**
 * What a result depends on: it is valid while the log has no record after its stamp that
 * names one of its tags or tables.
 *
 * @param stamp the stamp of the invalidation log from before the load of the result
 * @param tags the tags of the result, with those of every cached read it was made of
 * @param tables the tables on whose writes the result becomes invalid
 */
public record Dependencies(Stamp stamp, Tags tags, Tables tables) {

	private static final int OVERHEAD = 104;

	private static final int TAG = 72;

	/**
	 * Returns the dependencies of a result made of two.
	 * @param other the dependencies of the other part
	 * @return the earlier stamp, and the tags and tables of both
	 */
	public Dependencies and(Dependencies other) {
		return new Dependencies(this.stamp.earlier(other.stamp), this.tags.and(other.tags),
				this.tables.and(other.tables));
	}

	/**
	 * Returns the same dependencies and those on further tags.
	 * @param more the further tags
	 * @return the dependencies on both
	 */
	public Dependencies and(Tags more) {
		Tags both = this.tags.and(more);
		return (both == this.tags) ? this : new Dependencies(this.stamp, both, this.tables);
	}

	/**
	 * Returns the same dependencies and those on further tables.
	 * @param more the further tables
	 * @return the dependencies on both
	 */
	public Dependencies and(Tables more) {
		Tables both = this.tables.and(more);
		return (both == this.tables) ? this : new Dependencies(this.stamp, this.tags, both);
	}

	/**
	 * Returns the same dependencies on other tables.
	 * @param other the tables to depend on instead
	 * @return the dependencies
	 */
	public Dependencies onTables(Tables other) {
		return new Dependencies(this.stamp, this.tags, other);
	}

	/**
	 * Returns the dependencies of a result of which nothing tells when it is invalid.
	 * @return the same tags and tables with {@link Stamp#NEVER}
	 */
	public Dependencies neverValid() {
		return new Dependencies(Stamp.NEVER, this.tags, this.tables);
	}

	/**
	 * Returns whether nothing tells when the result is invalid, so that it must not be
	 * kept.
	 * @return whether the stamp is {@link Stamp#NEVER}
	 */
	public boolean isNeverValid() {
		return this.stamp.equals(Stamp.NEVER);
	}

	/**
	 * Returns an estimate of the memory the dependencies retain. Tables are shared by
	 * many results, so that they weigh nothing.
	 * @return the weight in bytes
	 */
	public long weight() {
		return OVERHEAD + (long) TAG * this.tags.names().size();
	}

}
