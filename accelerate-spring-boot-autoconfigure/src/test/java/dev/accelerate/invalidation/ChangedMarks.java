package dev.accelerate.invalidation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

import dev.accelerate.invalidation.RowMark.Kind;

/**
 * Records and dependencies that lack some of their marks.
 */
public final class ChangedMarks {

	private ChangedMarks() {
	}

	/**
	 * Returns a record that knows the rows of each table, but names none.
	 */
	public static InvalidationRecord withoutRows(InvalidationRecord record) {
		Map<String, TableRows> none = new HashMap<>(record.rows().tables());
		none.replaceAll((table, rows) -> TableRows.of(rows.fingerprint()));
		return record.withRows(none);
	}

	/**
	 * Returns a record that knows the rows of each table, but names none of some tables.
	 */
	public static InvalidationRecord withoutRows(InvalidationRecord record, Set<String> tables) {
		Map<String, TableRows> some = new HashMap<>(record.rows().tables());
		some.replaceAll((table, rows) -> tables.contains(table) ? TableRows.of(rows.fingerprint()) : rows);
		return record.withRows(some);
	}

	/**
	 * Returns a record that names the rows that it knows, and no others.
	 */
	public static InvalidationRecord withoutUnknown(InvalidationRecord record) {
		Map<String, TableRows> all = new HashMap<>(record.rows().tables());
		record.tables().names().forEach((table) -> all.putIfAbsent(table, TableRows.of(0)));
		return record.withRows(all);
	}

	/**
	 * Returns dependencies on no row.
	 */
	public static Dependencies withoutRows(Dependencies dependencies) {
		return with(dependencies, (mark) -> RowMark.kind(mark) == Kind.UNKNOWN);
	}

	/**
	 * Returns dependencies on rows, but on no write of unknown rows.
	 */
	public static Dependencies withoutUnknown(Dependencies dependencies) {
		return with(dependencies, (mark) -> RowMark.kind(mark) != Kind.UNKNOWN);
	}

	/**
	 * Returns dependencies on the first of some rows.
	 */
	public static Dependencies withOneRow(Dependencies dependencies) {
		LongStream rows = LongStream.of(dependencies.rows().marks())
			.filter((mark) -> RowMark.kind(mark) != Kind.UNKNOWN)
			.sorted();
		long first = rows.findFirst().orElse(0);
		return with(dependencies, (mark) -> mark == first || RowMark.kind(mark) == Kind.UNKNOWN);
	}

	private static Dependencies with(Dependencies dependencies, LongPredicate kept) {
		RowMarks rows = RowMarks.of(LongStream.of(dependencies.rows().marks()).filter(kept).toArray(),
				dependencies.rows().tables());
		return new Dependencies(dependencies.stamp(), dependencies.tags(), dependencies.tables(), rows);
	}

}
