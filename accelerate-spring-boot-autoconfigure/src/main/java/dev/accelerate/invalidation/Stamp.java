package dev.accelerate.invalidation;

/**
 * Point in the life of an invalidation log.
 *
 * @param epoch the life of the log; positions of different epochs cannot be compared
 * @param position the position up to which all records had been applied
 */
public record Stamp(long epoch, long position) {

	/**
	 * Stamp that is never valid, because it is below every position, whatever the epoch.
	 */
	public static final Stamp NEVER = new Stamp(0, Long.MIN_VALUE);

	/**
	 * Returns the stamp of a result made from two parts.
	 * @param other the stamp of the other part
	 * @return the earlier of the two; {@link #NEVER} if they are of different epochs
	 */
	public Stamp earlier(Stamp other) {
		if (this.epoch != other.epoch) {
			return NEVER;
		}
		return (other.position < this.position) ? other : this;
	}

}
