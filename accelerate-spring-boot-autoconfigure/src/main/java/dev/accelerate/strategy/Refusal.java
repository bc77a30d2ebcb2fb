package dev.accelerate.strategy;

import dev.accelerate.core.UnkeyedDependency;

/**
 * Reason why a method cannot be cached, and what to change.
 *
 * @param reason the reason, as the rest of a sentence
 * @param remedy what to change, as a sentence without its full stop
 */
public record Refusal(String reason, String remedy) {

	static final String LEAVE_UNCACHED = "Remove @CacheStrategy from it";

	private static final String DEPENDS = "its answer depends on ";

	static Refusal of(String reason) {
		return new Refusal(reason, LEAVE_UNCACHED);
	}

	/**
	 * Returns the refusal of a query that depends on something that is not part of the
	 * key.
	 */
	static Refusal of(UnkeyedDependency dependency) {
		return new Refusal(DEPENDS + dependency.what() + ", which is not part of the key", dependency.remedy());
	}

	boolean isDependency() {
		return this.reason.startsWith(DEPENDS);
	}

	/**
	 * Returns the same refusal with another remedy, if its only remedy is to leave the
	 * method uncached.
	 */
	Refusal orElse(String remedy) {
		return this.remedy.equals(LEAVE_UNCACHED) ? new Refusal(this.reason, remedy) : this;
	}

}
