package dev.accelerate.invalidation;

/**
 * Rows that are kept for results which depend on rows.
 */
public final class TrackedRows {

	private final Invalidations invalidations;

	private final int slots;

	/**
	 * Creates rows that are not kept yet.
	 * @param invalidations what keeps them
	 * @param slots the most slots for them, a power of two
	 */
	public TrackedRows(Invalidations invalidations, int slots) {
		this.invalidations = invalidations;
		this.slots = slots;
	}

	/**
	 * Has rows kept from now on.
	 * @return whether they are; results must not depend on rows otherwise
	 */
	public boolean keep() {
		return this.invalidations.trackRows(this.slots);
	}

	/**
	 * Returns the present position if no commit is under way.
	 * @return the position, or a negative number
	 */
	public long quietPosition() {
		return this.invalidations.quietPosition();
	}

}
