/**
 * Connection of the cache to Spring Data repositories. The advisor comes first in the
 * repository's own proxy, so that a hit opens neither a transaction nor a connection.
 * When a repository is created, everything that can be known about a method becomes part
 * of its {@link dev.accelerate.core.QueryPlan}. Nothing is read by reflection during a
 * call.
 */
@NullMarked
package dev.accelerate.repository;

import org.jspecify.annotations.NullMarked;
