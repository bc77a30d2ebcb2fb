package dev.accelerate.invalidation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Collector of the rows that one transaction writes. What a statement writes to a table
 * is known by its text; which rows those are, and that these are all of them, is told
 * here. It is used by one thread at a time.
 */
public final class RowCollector {

	/**
	 * Most marks that are collected of a table, repetitions included.
	 */
	private static final int MOST = 4 * TableRows.MOST;

	private final Map<String, Collected> tables = new HashMap<>();

	/**
	 * Whether nothing is known of the rows of any table.
	 */
	private boolean unknown;

	RowCollector() {
	}

	/**
	 * Adds a row, or a mark of another kind that its write changes.
	 * @param table the table that the statement writes to
	 * @param fingerprint the fingerprint of the mapping by which the mark was made
	 * @param mark the mark
	 */
	public void add(String table, long fingerprint, long mark) {
		Collected collected = this.tables.get(table);
		if (collected == null) {
			collected = new Collected(fingerprint);
			this.tables.put(table, collected);
		}
		collected.add(fingerprint, mark);
	}

	/**
	 * Records that it is not known which rows of a table are written.
	 * @param table the table
	 */
	public void unknown(String table) {
		this.tables.computeIfAbsent(table, (key) -> new Collected(0)).unknown = true;
	}

	/**
	 * Records that it is not known which rows of any table are written.
	 */
	public void unknown() {
		this.unknown = true;
	}

	/**
	 * Returns whether it is not known which rows of any table are written.
	 * @return whether no row is known
	 */
	public boolean isUnknown() {
		return this.unknown;
	}

	/**
	 * Returns a record with the rows that have been collected of those tables whose
	 * statements all say that their rows are collected. If there are none of a table, it
	 * is not known which were written.
	 */
	InvalidationRecord complete(InvalidationRecord record) {
		Map<String, TableRows> known = record.rows().tables();
		if (known.isEmpty()) {
			return record;
		}
		if (this.unknown) {
			return record.withUnknownRows();
		}
		Map<String, TableRows> all = new HashMap<>();
		known.forEach((table, rows) -> {
			Collected collected = this.tables.get(table);
			TableRows both = (collected != null) ? collected.and(rows) : null;
			if (both != null) {
				all.put(table, both);
			}
		});
		return record.withRows(all);
	}

	void clear() {
		this.tables.clear();
		this.unknown = false;
	}

	/**
	 * What has been collected of one table.
	 */
	private static final class Collected {

		private final long fingerprint;

		private long[] marks = new long[8];

		private int count;

		private boolean unknown;

		Collected(long fingerprint) {
			this.fingerprint = fingerprint;
		}

		void add(long other, long mark) {
			this.unknown |= other != this.fingerprint || this.count >= MOST;
			if (!this.unknown) {
				if (this.count == this.marks.length) {
					this.marks = Arrays.copyOf(this.marks, 2 * this.count);
				}
				this.marks[this.count++] = mark;
			}
		}

		@Nullable TableRows and(TableRows rows) {
			return this.unknown ? null
					: rows.and(TableRows.of(this.fingerprint, Arrays.copyOf(this.marks, this.count)));
		}

	}

}
