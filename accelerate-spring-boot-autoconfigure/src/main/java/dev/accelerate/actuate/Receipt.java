package dev.accelerate.actuate;

import org.jspecify.annotations.Nullable;

/**
 * Answer to a purge.
 *
 * @param preview whether nothing was purged
 * @param entries the number of valid entries of this instance that it hits, or
 * {@code null} if the store cannot tell
 * @param requestId the identifier of the invalidation, or {@code null} for a preview, and
 * for an entry, which is removed from this instance only
 */
record Receipt(boolean preview, @Nullable Long entries, @Nullable String requestId) {
}
