package dev.accelerate.invalidation.table;

import org.jspecify.annotations.Nullable;

/**
 * Row of the table.
 *
 * @param id the id
 * @param node the node that inserted it, or {@code null} if that is not known
 * @param created when it was inserted, in microseconds of the clock of the database
 * @param record the text of the record
 */
record LogRow(long id, @Nullable String node, long created, String record) {

	/**
	 * Returns whether this is still the row that was read before, and not another one
	 * that has its id.
	 */
	boolean isSame(LogRow before) {
		return this.id == before.id && this.created == before.created && this.node != null
				&& this.node.equals(before.node);
	}

}
