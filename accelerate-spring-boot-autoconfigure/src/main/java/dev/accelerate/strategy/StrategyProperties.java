package dev.accelerate.strategy;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Strategy from configuration. An attribute that is {@code null} is left to the next
 * level.
 *
 * @param ttl the fresh window
 * @param swr the stale window
 * @param tags the tags
 * @param enabled whether to cache
 */
public record StrategyProperties(@Nullable Duration ttl, @Nullable Duration swr, @Nullable List<String> tags,
		@Nullable Boolean enabled) {
}
