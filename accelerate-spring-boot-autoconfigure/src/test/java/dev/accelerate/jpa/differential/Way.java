package dev.accelerate.jpa.differential;

/**
 * How a read is answered.
 */
enum Way {

	/**
	 * With the cache off: the truth.
	 */
	DATABASE,

	MISS,

	HIT,

	/**
	 * A hit whose result was written to bytes and read back.
	 */
	BYTES;

	boolean isHit() {
		return this == HIT || this == BYTES;
	}

}
