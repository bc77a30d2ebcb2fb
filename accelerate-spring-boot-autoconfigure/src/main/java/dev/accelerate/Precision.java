package dev.accelerate;

/**
 * What results depend on.
 */
public enum Precision {

	/**
	 * The rows that they show, where that can be proved, and whole tables otherwise.
	 */
	AUTO,

	/**
	 * Whole tables: each write to one of them invalidates every result that was read from
	 * it.
	 */
	TABLE

}
