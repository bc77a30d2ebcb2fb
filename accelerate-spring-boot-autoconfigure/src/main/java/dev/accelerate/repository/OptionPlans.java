package dev.accelerate.repository;

import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.accelerate.CacheOptions;
import dev.accelerate.core.QueryPlan;
import org.jspecify.annotations.Nullable;

/**
 * Cache of the plans of one method for calls with options of their own. An application
 * uses either few different options for a method or new ones for every call, so a few
 * slots suffice. Later options replace earlier ones.
 */
final class OptionPlans {

	private static final int SLOTS = 8;

	/**
	 * Created for the first call with options, since most methods never have one.
	 */
	private volatile @Nullable AtomicReferenceArray<@Nullable Known> slots;

	/**
	 * Returns the plan of equal options.
	 * @param base the plan without options
	 * @return the plan, or {@code null} if it is not remembered
	 */
	@Nullable QueryPlan find(CacheOptions options, QueryPlan base) {
		AtomicReferenceArray<@Nullable Known> known = this.slots;
		Known last = (known != null) ? known.get(slot(options)) : null;
		return (last != null && last.base() == base && last.options().equals(options)) ? last.plan() : null;
	}

	/**
	 * Remembers the plan of options. Threads that do so at the same time may overwrite
	 * each other's plans, which then only have to be created again.
	 */
	void remember(CacheOptions options, QueryPlan base, QueryPlan plan) {
		AtomicReferenceArray<@Nullable Known> known = this.slots;
		if (known == null) {
			known = new AtomicReferenceArray<>(SLOTS);
			this.slots = known;
		}
		known.set(slot(options), new Known(options, base, plan));
	}

	private static int slot(CacheOptions options) {
		int hash = options.hashCode();
		return (hash ^ (hash >>> 16)) & (SLOTS - 1);
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
