/**
 * Writes and reads that do not go through Hibernate, but through a {@code DataSource}:
 * every connection of it is followed from the statement to the commit. It is the only
 * package that knows datasource-proxy, which shows the statements. The
 * {@link dev.accelerate.tracking.StatementTracker} knows what they mean.
 */
@NullMarked
package dev.accelerate.jdbc;

import org.jspecify.annotations.NullMarked;
