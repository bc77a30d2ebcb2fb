/**
 * The algorithm. {@link dev.accelerate.core.QueryCache} answers a call by its
 * {@link dev.accelerate.core.QueryPlan}: from the store while the entry is valid and
 * fresh, at once and with a refresh in the background while it is stale, and from the
 * database otherwise, one load at a time for each signature. It knows repositories and
 * persistence providers only through the interfaces of this package.
 */
@NullMarked
package dev.accelerate.core;

import org.jspecify.annotations.NullMarked;
