package dev.accelerate.invalidation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Rows that a transaction has written, for each table of which all of them are known. Of
 * the other tables that it has written to, any row may have changed.
 *
 * @param tables the rows of each table, by its name
 */
public record WrittenRows(Map<String, TableRows> tables) {

	/**
	 * No rows are known.
	 */
	public static final WrittenRows UNKNOWN = new WrittenRows(Map.of());

	public WrittenRows {
		tables = Map.copyOf(tables);
	}

	/**
	 * Returns the rows of two transactions together. Those of a table are known only if
	 * they are known of each of them that has written to it.
	 * @param written the names of all tables that this transaction has written to
	 * @param other the rows of the other
	 * @param others the names of all tables that the other has written to
	 */
	WrittenRows and(Set<String> written, WrittenRows other, Set<String> others) {
		if (this.tables.isEmpty() && other.tables.isEmpty()) {
			return UNKNOWN;
		}
		Map<String, TableRows> both = new HashMap<>();
		this.tables.forEach((table, rows) -> put(both, table, rows, other.tables.get(table), others));
		other.tables.forEach((table, rows) -> {
			if (!written.contains(table)) {
				both.put(table, rows);
			}
		});
		return new WrittenRows(both);
	}

	private static void put(Map<String, TableRows> both, String table, TableRows rows, @Nullable TableRows other,
			Set<String> others) {
		if (!others.contains(table)) {
			both.put(table, rows);
			return;
		}
		TableRows merged = (other != null) ? rows.and(other) : null;
		if (merged != null) {
			both.put(table, merged);
		}
	}

	/**
	 * Names all marks that a transaction has changed.
	 * @param written the tables that it has written to
	 */
	void forEach(Tables written, LongConsumer marks) {
		for (String table : written.names()) {
			TableRows rows = this.tables.get(table);
			if (rows == null) {
				marks.accept(RowMark.unknown(table));
			}
			else {
				for (long mark : rows.marks()) {
					marks.accept(mark);
				}
			}
		}
	}

}
