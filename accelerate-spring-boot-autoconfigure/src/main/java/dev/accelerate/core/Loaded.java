package dev.accelerate.core;

import java.time.Instant;

import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.store.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Result of a load.
 *
 * @param result the result as the query returned it
 * @param snapshot the copy of the result, or {@code null} if none could be made
 * @param lastModified when the load began
 * @param entry the entry made of the result, or {@code null} if the result may be neither
 * stored nor shared
 * @param outcome what became of the load
 */
record Loaded(@Nullable Object result, @Nullable Snapshot snapshot, Instant lastModified, @Nullable Entry entry,
		Outcome outcome) {
}
