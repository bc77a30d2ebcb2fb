package dev.accelerate.core;

import java.util.Set;

import dev.accelerate.invalidation.InvalidationRecord;

/**
 * Invalidation, as reported to listeners.
 *
 * @param cause what caused it
 * @param everything whether every result is affected, not only the results of the tags
 * and tables
 * @param tags the tags whose results are affected; do not log them, since they may
 * contain arguments
 * @param tables the names of the tables whose results are affected
 */
public record InvalidationEvent(Cause cause, boolean everything, Set<String> tags, Set<String> tables) {

	public InvalidationEvent {
		tags = Set.copyOf(tags);
		tables = Set.copyOf(tables);
	}

	static InvalidationEvent of(Cause cause, InvalidationRecord record) {
		return new InvalidationEvent(cause, record.all(), record.tags().names(), record.tables().names());
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
