package dev.accelerate.strategy;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;

/**
 * Thrown at startup when a declared cache strategy cannot be honoured.
 */
public class RefusedStrategyException extends AccelerateException {

	private final String where;

	private final String reason;

	private final String remedy;

	/**
	 * Creates an exception.
	 * @param where the method or interface that has the strategy, or the property
	 * @param refusal why the strategy cannot be honoured, and what to change
	 */
	RefusedStrategyException(String where, Refusal refusal) {
		super(ErrorCode.P6005, "The cache strategy of " + where + " cannot be honoured: " + refusal.reason() + ". "
				+ refusal.remedy() + ".");
		this.where = where;
		this.reason = refusal.reason();
		this.remedy = refusal.remedy();
	}

	/**
	 * Returns the method or interface that has the strategy, or the property.
	 * @return its full name; the name of a method is followed by the names of the
	 * properties that declare the strategy, if any do
	 */
	public String where() {
		return this.where;
	}

	/**
	 * Returns why the strategy cannot be honoured.
	 * @return the reason
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Returns what to change.
	 * @return the remedy
	 */
	public String remedy() {
		return this.remedy;
	}

}
