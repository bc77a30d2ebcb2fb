/**
 * Hibernate's side of the cache. Only this package and those below it know Hibernate.
 *
 * <p>
 * A persistence unit, as the cache asks about it:
 * {@link dev.accelerate.jpa.HibernatePersistenceUnitResolver} finds the
 * {@link dev.accelerate.jpa.HibernatePersistenceUnit} of a repository,
 * {@link dev.accelerate.jpa.MappedTableResolver} tells the tables of its entities, and
 * {@link dev.accelerate.jpa.HibernatePersistenceState} tells what the session that is
 * open on a thread means for a call. It is helped by
 * {@link dev.accelerate.jpa.BoundSession}, {@link dev.accelerate.jpa.BoundResources},
 * {@link dev.accelerate.jpa.SessionInfluence},
 * {@link dev.accelerate.jpa.SecondLevelCacheBypass} and
 * {@link dev.accelerate.jpa.IsolationLevelResolver}.
 *
 * <p>
 * The sessions of a unit, as they read and write:
 * {@link dev.accelerate.jpa.SessionTrackerPostProcessor} hands the
 * {@link dev.accelerate.jpa.SessionTracker} to every entity manager factory, where
 * Hibernate calls {@link dev.accelerate.jpa.TrackingServiceContributor}. That puts three
 * parts of the cache into the unit: {@link dev.accelerate.jpa.TrackingInspector} sees
 * each statement, {@link dev.accelerate.jpa.TrackingJdbcServices} sees the query spaces
 * of native queries, and {@link dev.accelerate.jpa.TrackingCoordinatorBuilder} makes a
 * {@link dev.accelerate.jpa.TrackedSession} and a
 * {@link dev.accelerate.jpa.SessionTransaction} of each session, which follow its writes
 * to their commit. {@link dev.accelerate.jpa.UnitDependencyTracker} records what such a
 * statement shows of dependencies that no key contains, and
 * {@link dev.accelerate.jpa.CallbackWatchIntegrator} has the callbacks of entities
 * watched.
 *
 * <p>
 * Three packages below this one know nothing of the two groups above:
 * <ul>
 * <li>{@code snapshot} takes entities apart and builds copies of them,</li>
 * <li>{@code unkeyed} finds what the results of a unit depend on that no key
 * contains,</li>
 * <li>{@code schema} tells which other tables a table stands for; it uses
 * {@code unkeyed}.</li>
 * </ul>
 */
@NullMarked
package dev.accelerate.jpa;

import org.jspecify.annotations.NullMarked;
