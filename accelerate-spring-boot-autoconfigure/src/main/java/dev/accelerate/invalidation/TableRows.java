package dev.accelerate.invalidation;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * All rows of one table that a transaction has written, by their {@link RowMark marks}.
 */
public final class TableRows {

	/**
	 * Most marks of a table. A transaction that has more counts as one of which the rows
	 * are not known.
	 */
	static final int MOST = 1000;

	private final long fingerprint;

	private final long[] marks;

	private TableRows(long fingerprint, long[] marks) {
		this.fingerprint = fingerprint;
		this.marks = marks;
	}

	/**
	 * Creates rows.
	 * @param fingerprint the fingerprint of the mapping by which the marks were made
	 * @param marks the marks; none if no row was changed
	 * @return the rows
	 */
	public static TableRows of(long fingerprint, long... marks) {
		long[] sorted = marks.clone();
		Arrays.sort(sorted);
		int count = 0;
		for (int i = 0; i < sorted.length; i++) {
			if (i == 0 || sorted[i] != sorted[i - 1]) {
				sorted[count++] = sorted[i];
			}
		}
		return new TableRows(fingerprint, (count == sorted.length) ? sorted : Arrays.copyOf(sorted, count));
	}

	/**
	 * Returns the rows that two transactions have written, or {@code null} if that is not
	 * known, because there are too many or their marks mean different things.
	 */
	@Nullable TableRows and(TableRows other) {
		if (this.fingerprint != other.fingerprint) {
			return null;
		}
		TableRows both = (other.marks.length == 0) ? this : (this.marks.length == 0) ? other : merged(other);
		return (both.marks.length > MOST) ? null : both;
	}

	private TableRows merged(TableRows other) {
		long[] all = Arrays.copyOf(this.marks, this.marks.length + other.marks.length);
		System.arraycopy(other.marks, 0, all, this.marks.length, other.marks.length);
		return of(this.fingerprint, all);
	}

	/**
	 * Returns the fingerprint of the mapping by which the marks were made. Marks of
	 * another mapping mean nothing.
	 * @return the fingerprint
	 */
	public long fingerprint() {
		return this.fingerprint;
	}

	/**
	 * Returns the marks, which must not be changed.
	 * @return the marks in ascending order
	 */
	public long[] marks() {
		return this.marks;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TableRows that && this.fingerprint == that.fingerprint
				&& Arrays.equals(this.marks, that.marks);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.marks);
	}

	@Override
	public String toString() {
		return this.marks.length + " rows";
	}

}
