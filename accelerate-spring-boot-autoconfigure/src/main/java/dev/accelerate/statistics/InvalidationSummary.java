package dev.accelerate.statistics;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Invalidation by this instance. It names tags as they are declared, and so no value.
 *
 * @param time when, by the wall clock
 * @param cause what caused it, as in the meter {@code accelerate.invalidations}
 * @param everything whether every result was affected
 * @param tables the tables, at most 50
 * @param tags the tags as cached methods declare them, at most 50
 * @param otherTags the number of further tags, which no cached method declares
 * @param transaction the name of the transaction that it was made in, which is that of a
 * method unless the application named it, or {@code null} if there was none
 */
public record InvalidationSummary(Instant time, String cause, boolean everything, List<String> tables,
		List<String> tags, int otherTags, @Nullable String transaction) {
}
