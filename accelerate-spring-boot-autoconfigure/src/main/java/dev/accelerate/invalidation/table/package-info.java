/**
 * Invalidation log in a table of the application's own database. A record is inserted in
 * the transaction that writes, so both commit or neither does. Every node reads the table
 * in the order of its ids.
 *
 * <p>
 * Transactions do not commit in the order of their ids. So an id that is missing below
 * one that is there is a hole: its transaction may still be open. What is
 * {@linkplain dev.accelerate.invalidation.InvalidationChannel.Sink#complete complete}
 * ends before the first hole.
 */
@NullMarked
package dev.accelerate.invalidation.table;

import org.jspecify.annotations.NullMarked;
