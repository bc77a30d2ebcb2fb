package dev.accelerate.core;

import java.util.function.Supplier;

import dev.accelerate.invalidation.Tables;

/**
 * Tables that a method is known to read before it is called.
 *
 * @param own supplies the tables of the repository's entity, and those that its strategy
 * depends on, which may change with the schema
 * @param declared whether its strategy says on what else it depends
 * @param custom whether it is code of the application, which may read from anywhere
 * @param invalidateOnWrite whether writes to what it reads make its results invalid
 */
public record PlannedTables(Supplier<Tables> own, boolean declared, boolean custom, boolean invalidateOnWrite) {

	/**
	 * Return whether only its statements tell what it reads.
	 */
	boolean isGuessed() {
		return !this.declared;
	}

}
