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
	 * Returns a record that does not name the values that its rows have.
	 */
	public static InvalidationRecord withoutValues(InvalidationRecord record) {
		return with(record, (mark) -> RowMark.kind(mark) != Kind.VALUE);
	}

	/**
	 * Returns a record that does not say by which lookups its rows may be found, although
	 * their values are not known.
	 * @param contents what says that their values are as before
	 */
	public static InvalidationRecord withoutUnknownValues(InvalidationRecord record, Set<Long> contents) {
		return with(record, (mark) -> RowMark.kind(mark) != Kind.UNKNOWN || contents.contains(mark));
	}

	/**
	 * Returns a record that does not say by which lookups rows with other contents are
	 * found.
	 * @param contents what says that
	 */
	public static InvalidationRecord withoutContents(InvalidationRecord record, Set<Long> contents) {
		return with(record, (mark) -> !contents.contains(mark));
	}

	/**
	 * Returns a record that takes very many rows, values and sets for the same.
	 */
	public static InvalidationRecord shared(InvalidationRecord record) {
		Map<String, TableRows> all = new HashMap<>(record.rows().tables());
		all.replaceAll((table, rows) -> TableRows.of(rows.fingerprint(),
				LongStream.of(rows.marks()).map(ChangedMarks::shared).toArray()));
		return record.withRows(all);
	}

	/**
	 * Returns dependencies that take very many rows, values and sets for the same.
	 */
	public static Dependencies shared(Dependencies dependencies) {
		return with(dependencies, LongStream.of(dependencies.rows().marks()).map(ChangedMarks::shared));
	}

	private static long shared(long mark) {
		return (RowMark.kind(mark) == Kind.UNKNOWN) ? mark : mark & 127;
	}

	private static InvalidationRecord with(InvalidationRecord record, LongPredicate kept) {
		Map<String, TableRows> some = new HashMap<>(record.rows().tables());
		some.replaceAll(
				(table, rows) -> TableRows.of(rows.fingerprint(), LongStream.of(rows.marks()).filter(kept).toArray()));
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
		return with(dependencies, LongStream.of(dependencies.rows().marks()).filter(kept));
	}

	private static Dependencies with(Dependencies dependencies, LongStream marks) {
		RowMarks rows = RowMarks.of(marks.toArray(), dependencies.rows().tables());
		return new Dependencies(dependencies.stamp(), dependencies.tags(), dependencies.tables(), rows);
	}

}
