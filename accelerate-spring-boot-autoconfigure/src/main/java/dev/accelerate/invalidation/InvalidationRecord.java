package dev.accelerate.invalidation;

import java.util.Map;

/**
 * Record of the invalidation log: what became invalid.
 *
 * @param tags the tags whose results became invalid
 * @param tables the tables whose results became invalid, because they were written to
 * @param rows the rows of those tables of which all are known that were written; of the
 * other tables, any row may have changed
 * @param all whether every result became invalid
 * @param definition whether tables may have been created or altered
 */
public record InvalidationRecord(Tags tags, Tables tables, WrittenRows rows, boolean all, boolean definition) {

	/**
	 * Record that nothing became invalid.
	 */
	public static final InvalidationRecord NONE = new InvalidationRecord(Tags.NONE, Tables.NONE, false, false);

	/**
	 * Record that everything became invalid.
	 */
	public static final InvalidationRecord ALL = new InvalidationRecord(Tags.NONE, Tables.NONE, true, false);

	/**
	 * Creates a record of tables of which it is not known which rows were written.
	 * @param tags the tags whose results became invalid
	 * @param tables the tables whose results became invalid
	 * @param all whether every result became invalid
	 * @param definition whether tables may have been created or altered
	 */
	public InvalidationRecord(Tags tags, Tables tables, boolean all, boolean definition) {
		this(tags, tables, WrittenRows.UNKNOWN, all, definition);
	}

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
				: new InvalidationRecord(this.tags.and(other.tags), this.tables.and(other.tables),
						this.rows.and(this.tables.names(), other.rows, other.tables.names()), false, definition);
	}

	/**
	 * Returns a record that also says that tables may have been created or altered.
	 */
	public InvalidationRecord withDefinition() {
		return new InvalidationRecord(this.tags, this.tables, this.rows, this.all, true);
	}

	/**
	 * Returns a record that also says which rows were written.
	 * @param known the rows, for each table of which all of them are known
	 * @return the record
	 */
	public InvalidationRecord withRows(Map<String, TableRows> known) {
		return new InvalidationRecord(this.tags, this.tables, new WrittenRows(known), this.all, this.definition);
	}

	/**
	 * Returns a record that does not say which rows were written.
	 * @return the record
	 */
	public InvalidationRecord withUnknownRows() {
		return this.rows.tables().isEmpty() ? this : withRows(Map.of());
	}

	/**
	 * Returns whether the record says nothing.
	 * @return whether nothing became invalid and no table was created or altered
	 */
	public boolean isEmpty() {
		return !this.all && !this.definition && this.tags.isEmpty() && this.tables.isEmpty();
	}

}
