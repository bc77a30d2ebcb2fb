package dev.accelerate.snapshot;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Neutral copy of a query's result.
 *
 * @param root the result: an immutable value or a {@link Node}
 * @param entities the entities and references of the result; each
 * {@link Node.EntityNode#index()} is a position in this list
 * @param weight an estimate of the memory the snapshot retains, in bytes
 */
public record Snapshot(@Nullable Object root, List<Node> entities, long weight) {

	/**
	 * Creates a snapshot and estimates its weight.
	 * @param root the result
	 * @param entities the entities and references of the result
	 */
	public Snapshot(@Nullable Object root, List<Node> entities) {
		this(root, entities, Weights.of(root, entities));
	}

}
