package dev.accelerate.jpa.rows.read;

import java.util.Set;

import dev.accelerate.invalidation.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * What tells which rows a query selects.
 */
interface Membership {

	/**
	 * Returns whether all commits after a stamp tell of other rows that are selected.
	 */
	default boolean isTold(Stamp stamp) {
		return true;
	}

	/**
	 * Returns the marks that change when other rows are selected, or {@code null} if
	 * these are not known for a call.
	 */
	@Nullable Set<Long> marks(Object[] arguments);

	/**
	 * Returns whether a result may lack a row that is selected, because a row that is
	 * joined with it is missing.
	 * @param asked the marks of the call
	 * @param found the marks of the rows in the result
	 */
	boolean mayLack(Set<Long> asked, Set<Long> found);

	/**
	 * Returns whether such a row may be one of the entity's own tables.
	 */
	boolean mayLackByItself();

	/**
	 * Describes the rows.
	 */
	String description();

}
