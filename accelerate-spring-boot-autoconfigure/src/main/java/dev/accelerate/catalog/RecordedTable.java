package dev.accelerate.catalog;

import java.util.SortedSet;

/**
 * Relation of PostgreSQL that an application reads.
 *
 * @param schema its schema
 * @param name its name
 * @param kind its kind, as the catalog has it
 * @param changed the names of all that changes if it is written to
 */
record RecordedTable(String schema, String name, String kind, SortedSet<String> changed) {

	/**
	 * Returns whether triggers see every write to it.
	 */
	boolean canHaveTriggers() {
		return this.kind.equals("r") || this.kind.equals("p");
	}

	/**
	 * Returns why triggers cannot see what changes it, or an empty text if it is a view,
	 * which the tables behind it change.
	 */
	String whyNot() {
		return switch (this.kind) {
			case "m" -> "is a materialized view: its refresh is not recorded";
			case "f" -> "is a foreign table: what changes it elsewhere is not recorded";
			default -> "";
		};
	}

}
