package dev.accelerate.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the lines of the table "What is seen" in {@code docs/invalidation.md} that a test
 * proves. {@code SeenTableTests} fails for a line without a proof, and for a proof of
 * something else than the line says.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Proves {

	/**
	 * Returns how the first column of each line begins, without its markup.
	 */
	String[] value();

	/**
	 * Returns what the test shows to be true of such writes.
	 */
	Seen seen() default Seen.YES;

	/**
	 * Whether a write is seen.
	 */
	enum Seen {

		/**
		 * It makes results of its tables invalid.
		 */
		YES,

		/**
		 * It makes more invalid than it would have to.
		 */
		COARSE,

		/**
		 * It goes unseen, so that results are stale.
		 */
		NO

	}

}
