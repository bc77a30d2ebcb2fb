package dev.accelerate.freshness;

/**
 * Spread of the moments at which results expire, so that those loaded together do not
 * expire together. Each result has a part of its own, which is computed from what tells
 * it from others, so that it need not be kept.
 *
 * @param limit the part of the time-to-live, from 0 to 1, by which a result may expire
 * early
 */
public record Jitter(double limit) {

	/**
	 * Return by how much a result expires early.
	 * @param key which query it answers, as a hash
	 * @param load which load it comes from, as a hash
	 * @return the part of any caller's time-to-live, less than 1, and always the same
	 */
	public double part(int key, int load) {
		return (this.limit > 0) ? this.limit * fraction(((long) key << 32) | (load & 0xffff_ffffL)) : 0;
	}

	/**
	 * Spread numbers evenly over the fractions from 0 to 1, 1 excluded, however close
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
