/**
 * Where cached results are kept. An {@link dev.accelerate.store.EntryStore} is a map from
 * signatures to {@link dev.accelerate.store.Entry entries}; it is never relied upon to
 * forget anything, because what is valid is decided by the invalidation log.
 */
@NullMarked
package dev.accelerate.store;

import org.jspecify.annotations.NullMarked;
