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
 * What the cache must know about a persistence unit. The code that knows the persistence
 * provider implements it.
 */
public interface PersistenceUnit {

	/**
	 * Returns the copier of the unit's entities.
	 * @return the copier of entities
	 */
	EntitySnapshots entities();

	/**
	 * Returns the parts of arguments that are entities or embeddables of the unit.
	 * @return the parts of entities and embeddables
	 */
	ArgumentParts arguments();

	/**
	 * Returns the parts of arguments that are criteria, such as specifications and
	 * examples.
	 * @param entity the entity that is queried
	 * @param results the types of results of the queries that the criteria become part
	 * of: the entity itself, or the type of a count
	 * @return the parts of criteria
	 */
	ArgumentParts criteria(Class<?> entity, Collection<Class<?>> results);

	/**
	 * Returns the state that matters to the calls of one method.
	 * @param custom whether the method is code of the application, which may also read
	 * from other units
	 * @param opaque whether results of the method may be computed from entities that they
	 * do not hold
	 * @param readOnly whether queries of the method ask for read-only entities
	 * @return the state of the unit on the thread that asks
	 */
	PersistenceState state(boolean custom, boolean opaque, boolean readOnly);

	/**
	 * Returns the tables an entity is kept in.
	 * @param entity the class of the entity
	 * @return the tables, or {@code null} if the class is no entity of the unit
	 */
	@Nullable Tables tables(Class<?> entity);

	/**
	 * Returns tables by their names and tracks these tables from now on.
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
	 * Returns a query that the unit declares by name.
	 * @param name its name
	 * @return the query, or {@code null} if there is none of that name
	 */
	@Nullable NamedQuery namedQuery(String name);

	/**
	 * Returns what the results of a method depend on in place of whole tables.
	 * @param read what is known of the method
	 * @return the narrowing, which need not narrow anything
	 */
	Narrowing narrowing(ReadDescription read);

	/**
	 * Returns whether every session of the unit is tracked. Only then are all its writes
	 * seen.
	 * @return whether results of the unit may be stored
	 */
	boolean isTracked();

	/**
	 * Returns whether the transactions of a manager may be transactions of this unit.
	 * @param manager the transaction manager
	 * @return {@code false} if the manager is known to serve something else
	 */
	boolean isManagedBy(TransactionManager manager);

	/**
	 * Returns what the answer of every query depends on besides its arguments.
	 * @return the dependency, such as a tenant resolver, a filter or a routing data
	 * source, with its remedy, or {@code null} if there is none
	 */
	@Nullable UnkeyedDependency unkeyedDependency();

	/**
	 * Query that is declared by name.
	 *
	 * @param text its text
	 * @param effects what the query does, by its text and its settings
	 * @param readOnly whether it asks for read-only entities
	 */
	record NamedQuery(String text, QueryEffects effects, boolean readOnly) {
	}

}
