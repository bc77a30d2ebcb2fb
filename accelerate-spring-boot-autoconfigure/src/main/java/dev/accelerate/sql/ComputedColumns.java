package dev.accelerate.sql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Columns that the database itself changes when other columns are changed, such as
 * generated columns and those with {@code on update}, by plain names. It is complete for
 * the tables that are known. Two of them are equal if they name the same columns. A table
 * of which more is known makes no difference, because no result relies on what is not
 * known.
 */
final class ComputedColumns {

	private final Set<String> known = new HashSet<>();

	private final Map<String, Set<String>> computed = new HashMap<>();

	/**
	 * Adds a table whose computed columns are all added, before or after this.
	 */
	void know(String table) {
		this.known.add(table);
	}

	/**
	 * Adds a computed column.
	 */
	void add(String table, String column) {
		this.computed.computeIfAbsent(table, (key) -> new HashSet<>()).add(column);
	}

	/**
	 * Adds all that others name or know.
	 */
	void add(ComputedColumns others) {
		this.known.addAll(others.known);
		others.computed.forEach((table, columns) -> columns.forEach((column) -> add(table, column)));
	}

	/**
	 * Returns whether it is known that a column changes only if a statement sets it.
	 * @param table the plain name of the table
	 * @param column the plain name of the column
	 */
	boolean isSetByStatements(String table, String column) {
		return this.known.contains(table) && !this.computed.getOrDefault(table, Set.of()).contains(column);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ComputedColumns that && this.computed.equals(that.computed);
	}

	@Override
	public int hashCode() {
		return this.computed.hashCode();
	}

}
