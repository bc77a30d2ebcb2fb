/**
 * Rows that Hibernate writes. {@link dev.accelerate.jpa.rows.RowTracker} is the way in.
 * <ul>
 * <li>{@link dev.accelerate.jpa.rows.TrackingMutationService} is what Hibernate asks for
 * an executor of each row. {@link dev.accelerate.jpa.rows.TrackedExecutor} reads which
 * row that is, and tells that the statement it sends is accounted for.</li>
 * <li>{@link dev.accelerate.jpa.rows.RowMapping} holds which tables have rows of what, by
 * the mapping, and {@link dev.accelerate.jpa.rows.CanonicalKey} is the form in which keys
 * are compared.</li>
 * </ul>
 */
@NullMarked
package dev.accelerate.jpa.rows;

import org.jspecify.annotations.NullMarked;
