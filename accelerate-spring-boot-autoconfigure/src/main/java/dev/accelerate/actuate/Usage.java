package dev.accelerate.actuate;

/**
 * Entries in the store.
 *
 * @param entries their number
 * @param bytes their estimated memory
 */
record Usage(long entries, long bytes) {

	static final Usage NONE = new Usage(0, 0);

	Usage and(Usage other) {
		return new Usage(this.entries + other.entries, this.bytes + other.bytes);
	}

}
