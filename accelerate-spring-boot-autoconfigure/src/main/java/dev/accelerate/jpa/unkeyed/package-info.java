/**
 * What the results of a persistence unit depend on that no key contains: a tenant, a
 * filter, the route of a connection.
 * {@link dev.accelerate.jpa.unkeyed.UnkeyedDependencyFinder} asks all the others.
 * <ul>
 * <li>{@link dev.accelerate.jpa.unkeyed.DataSourceChain} finds the data sources of a
 * unit, {@link dev.accelerate.jpa.unkeyed.RoutingDataSources} those that choose between
 * others, and {@link dev.accelerate.jpa.unkeyed.ReadReplicas} those that read from a
 * replica.</li>
 * <li>{@link dev.accelerate.jpa.unkeyed.ApplicationCode} finds code of the application
 * that runs when a connection or a session opens:
 * {@link dev.accelerate.jpa.unkeyed.KnownClasses} do not count.</li>
 * <li>{@link dev.accelerate.jpa.unkeyed.InspectorBytecode} and
 * {@link dev.accelerate.jpa.unkeyed.RewrittenStatement} tell whether a statement
 * inspector changes what is sent.</li>
 * </ul>
 */
@NullMarked
package dev.accelerate.jpa.unkeyed;

import org.jspecify.annotations.NullMarked;
