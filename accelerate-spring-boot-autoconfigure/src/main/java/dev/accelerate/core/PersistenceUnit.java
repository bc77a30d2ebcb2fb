package dev.accelerate.core;

import java.util.Collection;
import java.util.Set;

import dev.accelerate.invalidation.Tables;
import dev.accelerate.signature.ArgumentParts;
import dev.accelerate.snapshot.EntitySnapshots;
import dev.accelerate.sql.QueryEffects;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionManager;

/**
 * What the cache must know about a persistence unit, supplied by the persistence
 * provider's side.
 */
public interface PersistenceUnit {

	/**
	 * Return how the entities of the unit are taken apart.
	 * @return the copier of entities
	 */
	EntitySnapshots entities();

	/**
	 * Return what arguments of the unit's own types are made of.
	 * @return the parts of entities and embeddables
	 */
	ArgumentParts arguments();

	/**
	 * Return the state that matters to the calls of one method.
	 * @param custom whether the method is code of the application, which may read from
	 * other units, too
	 * @param opaque whether results of the method may be computed from entities that they
	 * do not hold
	 * @return the state of the unit on whatever thread asks
	 */
	PersistenceState state(boolean custom, boolean opaque);

	/**
	 * Return the tables an entity is kept in.
	 * @param entity the class of the entity
	 * @return the tables, or {@code null} if the class is no entity of the unit
	 */
	@Nullable Tables tables(Class<?> entity);

	/**
	 * Returns tables by their names, and tracks them from now on.
	 * @param names their names, with or without schema
	 * @return the tables
	 */
	Tables tables(Collection<String> names);

	/**
	 * Returns the names of all tables of the application's databases.
	 * @param names the names that are looked for
	 * @return the names without schema, in lower case; none if they are not known
	 */
	Set<String> knownTables(Collection<String> names);

	/**
	 * Returns what a query says and does that the unit itself declares by name.
	 * @param name its name
	 * @return the query, or {@code null} if there is none of that name
	 */
	@Nullable NamedQuery namedQuery(String name);

	/**
	 * Return whether every session of the unit is tracked, so that its writes are seen.
	 * @return whether results of the unit may be kept
	 */
	boolean isTracked();

	/**
	 * Return whether transactions of a manager are transactions of this unit.
	 * @param manager the transaction manager
	 * @return {@code false} if it is known to be that of something else
	 */
	boolean isManagedBy(TransactionManager manager);

	/**
	 * Say on what, besides its arguments, the answer of every query depends.
	 * @return what it depends on, such as a tenant resolver, a filter, or a routing data
	 * source, and what to do about it, or {@code null} if there is nothing
	 */
	@Nullable UnkeyedDependency unkeyedDependency();

	/**
	 * Query that is declared by name.
	 *
	 * @param text its text
	 * @param effects what the text does
	 */
	record NamedQuery(String text, QueryEffects effects) {
	}

}
