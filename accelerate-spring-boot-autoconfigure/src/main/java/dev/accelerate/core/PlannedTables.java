package dev.accelerate.core;

import java.util.function.Supplier;

import dev.accelerate.invalidation.Tables;

/**
 * Tables that a method is known to read before it is called.
 *
 * @param own supplies the tables of the repository's entity and the tables that the
 * strategy names; they may change with the schema
 * @param declared whether the strategy says what else the method depends on
 * @param custom whether the method is code of the application, which may read from
 * anywhere
 * @param invalidateOnWrite whether writes to the tables it reads make its results invalid
 */
public record PlannedTables(Supplier<Tables> own, boolean declared, boolean custom, boolean invalidateOnWrite) {

	/**
	 * Returns whether only its statements show what the method reads.
	 */
	boolean isGuessed() {
		return !this.declared;
	}

}
