package dev.accelerate.benchmarks.suite;

/**
 * Number with its unit.
 *
 * @param value the number
 * @param unit the unit, such as {@code ns/op}
 */
public record Score(double value, String unit) {

	/**
	 * Name of the score that tells the bytes allocated by one operation.
	 */
	public static final String ALLOCATION = "gc.alloc.rate.norm";

}
