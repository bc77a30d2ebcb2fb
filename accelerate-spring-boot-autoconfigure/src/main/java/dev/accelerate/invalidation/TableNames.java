package dev.accelerate.invalidation;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Knows the tables of this application by their names. Records that come from other nodes
 * name tables by text only.
 */
@FunctionalInterface
public interface TableNames {

	/**
	 * Returns some tables with their slots. Names that were unknown are known from then
	 * on, so that no result which is loaded later lacks them.
	 * @param names the names of the tables
	 * @return the tables, or {@code null} if one of them was unknown until now
	 */
	@Nullable Tables known(Collection<String> names);

}
