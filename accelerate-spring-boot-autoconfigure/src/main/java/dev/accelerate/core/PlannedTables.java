package dev.accelerate.core;

import dev.accelerate.invalidation.Tables;

/**
 * Tables that a method is known to read before it is called.
 *
 * @param own the tables of the repository's entity, and those that its strategy depends
 * on
 * @param declared whether its strategy says on what else it depends
 * @param custom whether it is code of the application, which may read from anywhere
 * @param invalidateOnWrite whether writes to what it reads make its results invalid
 */
public record PlannedTables(Tables own, boolean declared, boolean custom, boolean invalidateOnWrite) {

	/**
	 * Return whether only its statements tell what it reads.
	 */
	boolean isGuessed() {
		return !this.declared;
	}

}
