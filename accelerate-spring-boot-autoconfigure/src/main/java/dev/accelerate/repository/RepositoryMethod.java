package dev.accelerate.repository;

import dev.accelerate.core.QueryPlan;
import org.jspecify.annotations.Nullable;

/**
 * Method of a repository as the interceptor sees it.
 *
 * @param plan how to cache it, or {@code null} to leave it alone
 * @param envelope whether it returns {@link dev.accelerate.Accelerated}
 */
record RepositoryMethod(@Nullable QueryPlan plan, boolean envelope) {
}
