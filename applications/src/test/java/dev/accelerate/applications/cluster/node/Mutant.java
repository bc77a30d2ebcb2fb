package dev.accelerate.applications.cluster.node;

import java.util.function.UnaryOperator;

import dev.accelerate.invalidation.InvalidationChannel;

/**
 * Rule of the log that is broken, so that the check can fail.
 */
public enum Mutant {

	/**
	 * None.
	 */
	NONE((channel) -> channel),

	/**
	 * The log is read from the greatest id on, so that commits are missed that come out
	 * of order.
	 */
	GREATEST_ID(GreatestIdChannel::new),

	/**
	 * The row is written when the transaction has been committed.
	 */
	ROW_AFTER_COMMIT(LateRowChannel::new);

	private final UnaryOperator<InvalidationChannel> broken;

	Mutant(UnaryOperator<InvalidationChannel> broken) {
		this.broken = broken;
	}

	InvalidationChannel apply(InvalidationChannel channel) {
		return this.broken.apply(channel);
	}

}
