package dev.accelerate.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Entry of the local store, without its value. Times are in seconds.
 *
 * @param signature its signature
 * @param method the method that it answers, or {@code null} if that has no strategy of
 * its own
 * @param lastModified when its load began
 * @param age how old it is
 * @param ttl the fresh window of the method, or {@code null} if it has none
 * @param swr the stale window of the method, or {@code null} if it has none
 * @param tags its tags as the method declares them
 * @param otherTags the number of its further tags, of other methods or of calls
 * @param tables the tables of which any write invalidates it
 * @param rowsOf the tables of which only writes to some rows invalidate it
 * @param bytes its estimated memory
 * @param answer the status that a read would have now, or {@code null} if the method is
 * not known
 * @param reason why a read would be a miss, or {@code null}
 */
record EntryDescriptor(String signature, @Nullable String method, Instant lastModified, double age,
		@Nullable Double ttl, @Nullable Double swr, List<String> tags, int otherTags, Set<String> tables,
		Set<String> rowsOf, long bytes, @Nullable String answer, @Nullable String reason) {
}
