package dev.accelerate.core;

import java.util.Collection;

import dev.accelerate.invalidation.InvalidationRecord;

/**
 * Records of what others have written, unseen, and the application tells of. The code
 * that knows the persistence provider implements it.
 */
public interface ExternalWrites {

	/**
	 * Returns what a write to the row of an entity invalidates.
	 * @param entity the class of the entity
	 * @param id its identifier
	 * @return the record
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6005} if the class is no entity, or has another
	 * type of identifiers
	 */
	InvalidationRecord entity(Class<?> entity, Object id);

	/**
	 * Returns what writes to tables invalidate.
	 * @param names the names of the tables, with or without schema
	 * @return the record
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6005} if no table has one of the names
	 */
	InvalidationRecord tables(Collection<String> names);

}
