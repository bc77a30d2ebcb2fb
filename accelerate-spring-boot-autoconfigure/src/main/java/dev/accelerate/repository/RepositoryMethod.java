package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheOptions;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.QueryPlan;
import dev.accelerate.core.TagResolver;
import dev.accelerate.freshness.Windows;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.strategy.Refusal;
import dev.accelerate.strategy.TagTemplateResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.data.util.Lazy;

/**
 * Method of a repository, with everything that the interceptor needs to answer a call.
 */
final class RepositoryMethod {

	private final Supplier<String> name;

	private final @Nullable QueryPlan plan;

	private final boolean envelope;

	private final int optionsIndex;

	private final int maximumTags;

	private final Lazy<QueryTimeout> deadline;

	private final @Nullable MethodPropagation propagation;

	private final boolean beginsReadWrite;

	private final @Nullable Supplier<@Nullable QueryPlan> onDemand;

	private final OptionPlans optionPlans = new OptionPlans();

	/**
	 * Creates a method.
	 * @param name its full name
	 * @param plan how to cache it, or {@code null} if it has no strategy
	 * @param envelope whether it returns {@link dev.accelerate.Accelerated}
	 * @param optionsIndex which parameter is {@link CacheOptions}, or {@code -1}
	 * @param maximumTags how many tags a query may have
	 * @param deadline the deadline of its loads, if there is one; it throws an exception
	 * if the deadline cannot be enforced
	 * @param propagation its propagation, if calls may fail or leave the session by it
	 * @param beginsReadWrite whether it begins a read-write transaction if none is in
	 * progress
	 * @param onDemand how to cache a call with options of its own, or {@code null} if the
	 * method may not be cached at all; it throws an exception if a read cannot be cached,
	 * and supplies {@code null} if the method is not a read or the call bypasses the
	 * cache
	 */
	RepositoryMethod(Supplier<String> name, @Nullable QueryPlan plan, boolean envelope, int optionsIndex,
			int maximumTags, Lazy<QueryTimeout> deadline, @Nullable MethodPropagation propagation,
			boolean beginsReadWrite, @Nullable Supplier<@Nullable QueryPlan> onDemand) {
		this.name = name;
		this.plan = plan;
		this.envelope = envelope;
		this.optionsIndex = optionsIndex;
		this.maximumTags = maximumTags;
		this.deadline = deadline;
		this.propagation = propagation;
		this.beginsReadWrite = beginsReadWrite;
		this.onDemand = onDemand;
	}

	/**
	 * Returns which parameter of a method is {@link CacheOptions}, or {@code -1}.
	 */
	static int optionsIndex(Method method) {
		return Arrays.asList(method.getParameterTypes()).indexOf(CacheOptions.class);
	}

	@Nullable QueryPlan plan() {
		return this.plan;
	}

	boolean envelope() {
		return this.envelope;
	}

	int optionsIndex() {
		return this.optionsIndex;
	}

	/**
	 * Returns whether a call at this moment fails by its propagation, or runs in another
	 * session than its caller's.
	 */
	boolean isApart() {
		return this.propagation != null && this.propagation.isApart();
	}

	boolean beginsReadWrite() {
		return this.beginsReadWrite;
	}

	@Nullable QueryTimeout deadline() {
		return this.deadline.getNullable();
	}

	/**
	 * Returns the plan of a call with options of its own. It is {@code null} if the call
	 * bypasses the cache, because the method may not be cached, is not a read, or is not
	 * known to be one.
	 * @throws AccelerateException with {@link ErrorCode#P6005} if this method cannot be
	 * cached, or the options are not complete for it
	 */
	@Nullable QueryPlan plan(CacheOptions options) {
		if (this.onDemand == null || options.mode() == CacheOptions.Mode.NONE) {
			// Without a plan there is nothing to skip, so the method need not be checked.
			return this.plan;
		}
		QueryPlan base = (this.plan != null) ? this.plan : this.onDemand.get();
		if (base == null) {
			return null;
		}
		QueryPlan known = this.optionPlans.find(options, base);
		return (known != null) ? known : plan(options, base);
	}

	private QueryPlan plan(CacheOptions options, QueryPlan base) {
		Windows windows = new Windows(nanos(options.ttl(), base.windows().ttlNanos()),
				nanos(options.swr(), base.windows().swrNanos()));
		if (windows.isEmpty()) {
			throw new AccelerateException(ErrorCode.P6005, "The options of the call of " + this.name.get()
					+ " have neither ttl nor swr, and the method declares none");
		}
		QueryPlan plan = base.forCall(windows, tags(options.tags(), base));
		this.optionPlans.remember(options, base, plan);
		return plan;
	}

	private static long nanos(@Nullable Duration window, long declared) {
		return (window != null) ? Windows.nanos(window) : declared;
	}

	private TagResolver tags(@Nullable List<String> names, QueryPlan base) {
		if (names == null) {
			return base.tags();
		}
		Refusal refusal = TagTemplateResolver.checkPlain(names, this.maximumTags);
		if (refusal != null) {
			throw new AccelerateException(ErrorCode.P6005, "The options of the call of " + this.name.get() + ": "
					+ refusal.reason() + ". " + refusal.remedy());
		}
		Tags tags = Tags.of(Objects.requireNonNull(names));
		return (arguments) -> tags;
	}

}
