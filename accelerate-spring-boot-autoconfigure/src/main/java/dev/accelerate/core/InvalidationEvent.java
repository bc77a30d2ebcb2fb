package dev.accelerate.core;

import java.util.Set;

import dev.accelerate.invalidation.InvalidationRecord;

/**
 * Invalidation, as listeners are told of it.
 *
 * @param cause what caused it
 * @param everything whether every result is affected, and not only those of the tags and
 * tables
 * @param tags the tags whose results are affected; they may be made of arguments, so that
 * they do not belong into a log
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
		 * The application invalidated everything.
		 */
		ALL,

		/**
		 * Statements wrote.
		 */
		WRITE,

		/**
		 * A commit has no known outcome. What it wrote stays pending for a while.
		 */
		UNKNOWN_COMMIT

	}

}
