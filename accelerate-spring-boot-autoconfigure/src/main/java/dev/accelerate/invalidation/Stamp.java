package dev.accelerate.invalidation;

import org.jspecify.annotations.Nullable;

/**
 * Point in the life of what a node knows of invalidations. It has a part for each
 * {@link Judge}: that of this JVM, and those of the logs of databases, if there are any.
 *
 * @param epoch the life of the log of the first judge; positions of different epochs
 * cannot be compared
 * @param position the position up to which all records had been applied
 * @param next the parts of the judges after the first, or {@code null} if there are none
 */
public record Stamp(long epoch, long position, @Nullable Stamp next) {

	/**
	 * Stamp that is never valid, because it is below every position, whatever the epoch.
	 */
	public static final Stamp NEVER = new Stamp(0, Long.MIN_VALUE);

	/**
	 * Creates a stamp of a single judge.
	 * @param epoch the life of its log
	 * @param position the position up to which all records had been applied
	 */
	public Stamp(long epoch, long position) {
		this(epoch, position, null);
	}

	/**
	 * Returns the stamp of a result made from two parts.
	 * @param other the stamp of the other part
	 * @return the earlier of the two for each judge; {@link #NEVER} if they are of
	 * different epochs or judges
	 */
	public Stamp earlier(Stamp other) {
		if (this.epoch != other.epoch) {
			return NEVER;
		}
		long earlier = Math.min(this.position, other.position);
		if (this.next == null && other.next == null) {
			return (earlier == this.position) ? this : other;
		}
		if (this.next == null || other.next == null) {
			return NEVER;
		}
		Stamp rest = this.next.earlier(other.next);
		return rest.equals(NEVER) ? NEVER : new Stamp(this.epoch, earlier, rest);
	}

}
