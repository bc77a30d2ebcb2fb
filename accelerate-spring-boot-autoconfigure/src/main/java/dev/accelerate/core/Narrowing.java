package dev.accelerate.core;

import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Narrowing of what the results of one method depend on, from whole tables to the rows
 * that they show. It is only for results that were read by the query of the method, and
 * by nothing else.
 */
public interface Narrowing {

	/**
	 * Returns what a result depends on.
	 * @param arguments the arguments of the call
	 * @param stamp the stamp of the load
	 * @param read the tables that the load read, for whatever reason
	 * @param result the copy of the result
	 * @return what the result depends on, or {@code null} if it depends on all of the
	 * tables
	 */
	@Nullable Narrowed narrow(Object[] arguments, Stamp stamp, Tables read, Snapshot result);

	/**
	 * Returns whether results may depend on less than whole tables.
	 * @return {@code false} if {@link #narrow} never returns anything
	 */
	default boolean isNarrow() {
		return true;
	}

	/**
	 * Describes what results depend on, or why they depend on whole tables.
	 * @return the description, without any value
	 */
	String description();

	/**
	 * Returns a narrowing of nothing: results depend on whole tables.
	 * @param reason the reason, as the end of a sentence
	 * @return the narrowing
	 */
	static Narrowing none(String reason) {
		return new Narrowing() {

			@Override
			public @Nullable Narrowed narrow(Object[] arguments, Stamp stamp, Tables read, Snapshot result) {
				return null;
			}

			@Override
			public boolean isNarrow() {
				return false;
			}

			@Override
			public String description() {
				return "tables, because " + reason;
			}

		};
	}

	/**
	 * What a result depends on.
	 *
	 * @param tables the tables of which any write may change it
	 * @param rows what else may change it, of other tables
	 */
	record Narrowed(Tables tables, RowMarks rows) {
	}

}
