package dev.accelerate.invalidation;

/**
 * Point in the life of an invalidation log.
 *
 * @param epoch which life of the log; positions of different epochs cannot be compared
 * @param position the last record that had been applied, without a gap
 */
public record Stamp(long epoch, long position) {

	/**
	 * Return the stamp of a result made of two.
	 * @param other the stamp of the other part
	 * @return the earlier of the two; one that is never valid if they are of different
	 * epochs
	 */
	public Stamp earlier(Stamp other) {
		if (this.epoch != other.epoch) {
			return new Stamp(this.epoch, Long.MIN_VALUE);
		}
		return (other.position < this.position) ? other : this;
	}

}
