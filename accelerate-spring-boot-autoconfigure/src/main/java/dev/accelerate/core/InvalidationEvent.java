package dev.accelerate.core;

import java.util.Set;
import java.util.stream.Collectors;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Tags;

/**
 * Invalidation, as reported to listeners.
 *
 * @param cause what caused it
 * @param everything whether every result is affected, not only the results of the tags
 * and tables
 * @param tags the tags of the application whose results are affected; do not log them,
 * since they may contain arguments
 * @param tables the names of the tables whose results are affected
 */
public record InvalidationEvent(Cause cause, boolean everything, Set<String> tags, Set<String> tables) {

	public InvalidationEvent {
		tags = Set.copyOf(tags);
		tables = Set.copyOf(tables);
	}

	static InvalidationEvent of(Cause cause, InvalidationRecord record) {
		Set<String> tags = record.tags()
			.names()
			.stream()
			.filter((tag) -> !Tags.isOfMethod(tag))
			.collect(Collectors.toSet());
		return new InvalidationEvent(cause, record.all(), tags, record.tables().names());
	}

	/**
	 * Cause of an invalidation.
	 */
	public enum Cause {

		/**
		 * The application invalidated tags.
		 */
		TAGS,

		/**
		 * The application told of a write to an entity.
		 */
		ENTITY,

		/**
		 * The application told of writes to tables.
		 */
		TABLES,

		/**
		 * The application invalidated the results of a repository method.
		 */
		METHOD,

		/**
		 * The application invalidated everything.
		 */
		ALL,

		/**
		 * A transaction wrote to tables.
		 */
		WRITE,

		/**
		 * The outcome of a commit is not known. What the transaction wrote stays pending
		 * for a while.
		 */
		UNKNOWN_COMMIT

	}

}
