package dev.accelerate.actuate;

import java.util.List;

import dev.accelerate.statistics.MethodSummary;
import org.jspecify.annotations.Nullable;

/**
 * Everything about the methods of one name in one repository.
 *
 * @param method the name of the repository and of the method
 * @param statistics what happened, or {@code null} if nothing is known
 * @param store its entries
 * @param plans how each overload is cached
 * @param notCached why others are not
 */
record MethodDescriptor(String method, @Nullable MethodSummary statistics, Usage store, List<PlanDescriptor> plans,
		List<NotCached> notCached) {
}
