/**
 * Where cached results are kept. An {@link dev.accelerate.store.EntryStore} maps
 * signatures to {@link dev.accelerate.store.Entry entries}. It need not forget anything,
 * because the invalidation log decides what is valid.
 */
@NullMarked
package dev.accelerate.store;

import org.jspecify.annotations.NullMarked;
