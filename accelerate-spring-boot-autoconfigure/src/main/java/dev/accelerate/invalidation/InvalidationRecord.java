package dev.accelerate.invalidation;

/**
 * Record of the invalidation log: what became invalid.
 *
 * @param tags the tags whose results became invalid
 * @param tables the tables whose results became invalid, because they were written to
 * @param all whether every result became invalid
 * @param definition whether tables may have been created or altered
 */
public record InvalidationRecord(Tags tags, Tables tables, boolean all, boolean definition) {

	/**
	 * Record that nothing became invalid.
	 */
	public static final InvalidationRecord NONE = new InvalidationRecord(Tags.NONE, Tables.NONE, false, false);

	/**
	 * Record that everything became invalid.
	 */
	public static final InvalidationRecord ALL = new InvalidationRecord(Tags.NONE, Tables.NONE, true, false);

	/**
	 * Creates a record of some tags.
	 * @param tags the tags
	 * @return the record
	 */
	public static InvalidationRecord of(Tags tags) {
		return tags.isEmpty() ? NONE : new InvalidationRecord(tags, Tables.NONE, false, false);
	}

	/**
	 * Creates a record of some tables.
	 * @param tables the tables
	 * @return the record
	 */
	public static InvalidationRecord of(Tables tables) {
		return tables.isEmpty() ? NONE : new InvalidationRecord(Tags.NONE, tables, false, false);
	}

	/**
	 * Returns one record that says what this one and another say.
	 * @param other the other record
	 * @return the union
	 */
	public InvalidationRecord and(InvalidationRecord other) {
		boolean definition = this.definition || other.definition;
		return (this.all || other.all) ? new InvalidationRecord(Tags.NONE, Tables.NONE, true, definition)
				: new InvalidationRecord(this.tags.and(other.tags), this.tables.and(other.tables), false, definition);
	}

	/**
	 * Returns a record that also says that tables may have been created or altered.
	 */
	public InvalidationRecord withDefinition() {
		return new InvalidationRecord(this.tags, this.tables, this.all, true);
	}

	/**
	 * Returns whether the record says nothing.
	 * @return whether nothing became invalid and no table was created or altered
	 */
	public boolean isEmpty() {
		return !this.all && !this.definition && this.tags.isEmpty() && this.tables.isEmpty();
	}

}
