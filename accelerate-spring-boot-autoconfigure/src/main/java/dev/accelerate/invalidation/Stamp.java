package dev.accelerate.invalidation;

/**
 * Point in the life of an invalidation log.
 *
 * @param epoch which life of the log; positions of different epochs cannot be compared
 * @param position the last record that had been applied, without a gap
 */
public record Stamp(long epoch, long position) {

	/**
	 * Stamp of what no log calls valid: it is below every position, whatever the epoch.
	 */
	public static final Stamp NEVER = new Stamp(0, Long.MIN_VALUE);

	/**
	 * Returns the stamp of a result made of two.
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
