package dev.accelerate.jpa.rows;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Way of writing, and how exactly the marks have to say which rows it changes.
 *
 * @param label says what is written
 * @param expected how much is known
 * @param before writes what has to be there before, and returns its identifier
 * @param act the write
 */
record WriteWay(String label, Verdict expected, Function<WriteTarget, @Nullable Object> before,
		BiConsumer<WriteTarget, @Nullable Object> act) {

	static WriteWay of(String label, Verdict expected, Consumer<WriteTarget> act) {
		return new WriteWay(label, expected, (target) -> null, (target, id) -> act.accept(target));
	}

	static WriteWay of(String label, Verdict expected, Function<WriteTarget, @Nullable Object> before,
			BiConsumer<WriteTarget, @Nullable Object> act) {
		return new WriteWay(label, expected, before, act);
	}

	@Override
	public String toString() {
		return this.label;
	}

	/**
	 * What the marks say of the rows that were changed.
	 */
	enum Verdict {

		/**
		 * They name each of these rows.
		 */
		EXACT,

		/**
		 * They say that any row of these tables may have been changed.
		 */
		UNKNOWN,

		/**
		 * They name each row of some tables, and any row of others.
		 */
		PARTLY,

		/**
		 * No row was changed.
		 */
		NOTHING,

		/**
		 * They do not name a row that was changed. This is always wrong.
		 */
		MISSED

	}

}
