package dev.accelerate.invalidation;

import java.util.Arrays;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * Set of the {@link RowMark marks} that a result depends on in place of some tables.
 */
public final class RowMarks {

	/**
	 * No marks.
	 */
	public static final RowMarks NONE = new RowMarks(new long[0], Tables.NONE);

	/**
	 * Most marks of a result. One that has more depends on the tables.
	 */
	public static final int MOST = 64;

	private final long[] marks;

	private final Tables tables;

	private RowMarks(long[] marks, Tables tables) {
		this.marks = marks;
		this.tables = tables;
	}

	/**
	 * Creates a set of marks.
	 * @param marks the marks; repetitions count once
	 * @param tables the tables that they stand for
	 * @return the set
	 */
	public static RowMarks of(long[] marks, Tables tables) {
		return (marks.length == 0) ? NONE : new RowMarks(LongStream.of(marks).sorted().distinct().toArray(), tables);
	}

	/**
	 * Returns the marks of a result made from two parts.
	 * @param other the marks of the other part
	 * @return the marks of both
	 */
	public RowMarks and(RowMarks other) {
		if (other.isEmpty() || this == other) {
			return this;
		}
		return isEmpty() ? other
				: of(LongStream.concat(LongStream.of(this.marks), LongStream.of(other.marks)).toArray(),
						this.tables.and(other.tables));
	}

	/**
	 * Returns whether there are none.
	 * @return whether the result depends on its tables only
	 */
	public boolean isEmpty() {
		return this.marks.length == 0;
	}

	/**
	 * Returns whether there are more than a result may have.
	 */
	boolean areTooMany() {
		return this.marks.length > MOST;
	}

	/**
	 * Returns the tables that the marks stand for.
	 * @return the tables to depend on without the marks
	 */
	public Tables tables() {
		return this.tables;
	}

	/**
	 * Returns the marks, which must not be changed.
	 */
	long[] marks() {
		return this.marks;
	}

	/**
	 * Returns how much memory the marks take, in bytes.
	 */
	long weight() {
		return isEmpty() ? 0 : 48 + 8L * this.marks.length;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RowMarks that && Arrays.equals(this.marks, that.marks)
				&& this.tables.equals(that.tables);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.marks);
	}

	@Override
	public String toString() {
		return this.marks.length + " rows of " + this.tables;
	}

}
