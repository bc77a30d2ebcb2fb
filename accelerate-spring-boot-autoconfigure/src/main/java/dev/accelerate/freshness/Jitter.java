package dev.accelerate.freshness;

/**
 * Spread of the moments at which results expire, so that those loaded together do not
 * expire together. Each result expires early by a fraction of its own. That fraction is
 * computed from the query and the load, so that it need not be stored.
 *
 * @param limit the largest fraction of the time-to-live, from 0 to 1, by which a result
 * may expire early
 */
public record Jitter(double limit) {

	/**
	 * Returns by how much a result expires early.
	 * @param key a hash of the query that the result answers
	 * @param load a hash of the load that the result comes from
	 * @return the fraction of any caller's time-to-live, less than 1, and always the same
	 * for the same hashes
	 */
	public double part(int key, int load) {
		return (this.limit > 0) ? this.limit * fraction(((long) key << 32) | (load & 0xffff_ffffL)) : 0;
	}

	/**
	 * Spreads numbers evenly over the fractions from 0 to 1, 1 excluded, however close
	 * they are to each other (the finalizer of SplitMix64).
	 */
	private static double fraction(long number) {
		long mixed = number + 0x9e3779b97f4a7c15L;
		mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
		mixed ^= mixed >>> 31;
		return (mixed >>> 11) * 0x1.0p-53;
	}

}
