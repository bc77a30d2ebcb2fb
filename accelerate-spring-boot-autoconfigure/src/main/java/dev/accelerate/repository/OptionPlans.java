package dev.accelerate.repository;

import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.accelerate.CacheOptions;
import dev.accelerate.core.QueryPlan;
import org.jspecify.annotations.Nullable;

/**
 * Memory of the plans that the calls of one method had with options of their own. An
 * application uses few options for a method, or new ones for every call. So there are few
 * places, and later options take the place of earlier ones.
 */
final class OptionPlans {

	private static final int PLACES = 8;

	/**
	 * Made for the first options, which most methods never get.
	 */
	private volatile @Nullable AtomicReferenceArray<@Nullable Known> places;

	/**
	 * Returns the plan of equal options.
	 * @param base the plan without options
	 * @return the plan, or {@code null} if it is not remembered
	 */
	@Nullable QueryPlan find(CacheOptions options, QueryPlan base) {
		AtomicReferenceArray<@Nullable Known> known = this.places;
		Known last = (known != null) ? known.get(place(options)) : null;
		return (last != null && last.base() == base && last.options().equals(options)) ? last.plan() : null;
	}

	/**
	 * Remembers the plan of options. Threads that do so at the same time may make each
	 * other forget, which costs them another plan and nothing else.
	 */
	void remember(CacheOptions options, QueryPlan base, QueryPlan plan) {
		AtomicReferenceArray<@Nullable Known> known = this.places;
		if (known == null) {
			known = new AtomicReferenceArray<>(PLACES);
			this.places = known;
		}
		known.set(place(options), new Known(options, base, plan));
	}

	private static int place(CacheOptions options) {
		int hash = options.hashCode();
		return (hash ^ (hash >>> 16)) & (PLACES - 1);
	}

	/**
	 * Plan of options.
	 *
	 * @param options the options
	 * @param base the plan without them
	 * @param plan the plan with them
	 */
	private record Known(CacheOptions options, QueryPlan base, QueryPlan plan) {
	}

}
