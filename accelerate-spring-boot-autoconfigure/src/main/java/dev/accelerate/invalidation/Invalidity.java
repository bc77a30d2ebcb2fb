package dev.accelerate.invalidation;

import java.util.List;

/**
 * Reason why a result is invalid.
 *
 * @param kind the kind of the reason
 * @param names the tags that were invalidated, or the tables that were written to; empty
 * for other kinds
 */
public record Invalidity(Kind kind, List<String> names) {

	/**
	 * Kind of a reason.
	 */
	public enum Kind {

		/**
		 * Everything was invalidated.
		 */
		ALL,

		/**
		 * A committing transaction may have changed the result.
		 */
		PENDING,

		/**
		 * It is not known what other nodes have invalidated.
		 */
		SILENCE,

		/**
		 * A tag was invalidated.
		 */
		TAG,

		/**
		 * A table was written to.
		 */
		TABLE,

		/**
		 * A row of the result was written.
		 */
		ROW,

		/**
		 * A row was written that had, or has now, the values that the result was read by.
		 */
		VALUE,

		/**
		 * A row came into being, or was removed.
		 */
		ROW_SET,

		/**
		 * Rows were written whose marks share the slots of a mark of the result.
		 */
		COLLISION

	}

}
