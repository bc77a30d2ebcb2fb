package dev.accelerate.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.accelerate.core.Bypass;
import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.core.MissReason;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;
import dev.accelerate.freshness.TimeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * {@link QueryCacheListener} that keeps statistics of each method and the last
 * invalidations. Its memory is bounded, and holds no argument, no value and no key.
 */
public final class StatisticsListener implements QueryCacheListener {

	/**
	 * Most methods that are told apart.
	 */
	static final int METHODS = 500;

	/**
	 * Name of all further methods together.
	 */
	static final QueryId OTHERS = new QueryId("*", "*");

	private final TimeSource time;

	private final Instant since;

	private final Map<QueryId, MethodStatistics> methods = new ConcurrentHashMap<>();

	private final MethodStatistics others = new MethodStatistics(OTHERS);

	private final RecentInvalidations invalidations;

	/**
	 * Creates a listener.
	 * @param time the source of time
	 * @param declared tells how a tag is declared, or {@code null} if it is not
	 */
	public StatisticsListener(TimeSource time, Function<String, @Nullable String> declared) {
		this.time = time;
		this.since = time.instant();
		this.invalidations = new RecentInvalidations(declared);
	}

	/**
	 * Returns since when everything is counted.
	 * @return when this listener was created, by the wall clock
	 */
	public Instant since() {
		return this.since;
	}

	/**
	 * Returns the statistics of each method that has been given a plan or called.
	 * @return the statistics, that with most time saved first; those of methods beyond
	 * the first 500 are one, named {@code *.*}
	 */
	public List<MethodSummary> methods() {
		return this.methods.values()
			.stream()
			.map(MethodStatistics::summary)
			.sorted(Comparator.comparing(MethodSummary::savedTime).reversed().thenComparing(MethodSummary::method))
			.toList();
	}

	/**
	 * Returns the statistics of a method.
	 * @param id the method
	 * @return its statistics, or {@code null} if it is not known
	 */
	public @Nullable MethodSummary method(QueryId id) {
		MethodStatistics statistics = this.methods.get(id);
		return (statistics != null) ? statistics.summary() : null;
	}

	/**
	 * Returns the last invalidations of this instance.
	 * @return at most 200, the latest first
	 */
	public List<InvalidationSummary> invalidations() {
		return this.invalidations.list();
	}

	private MethodStatistics of(QueryId id) {
		MethodStatistics known = this.methods.get(id);
		if (known != null) {
			return known;
		}
		// Two threads may exceed the number by a few, which does no harm.
		if (this.methods.size() < METHODS) {
			return this.methods.computeIfAbsent(id, MethodStatistics::new);
		}
		this.methods.putIfAbsent(OTHERS, this.others);
		return this.others;
	}

	@Override
	public Requests onPlan(QueryId id) {
		return of(id);
	}

	@Override
	public void onMiss(QueryId id, Supplier<MissReason> reason) {
		of(id).missed(reason.get().kind());
	}

	@Override
	public void onLoad(QueryId id, Outcome outcome, Duration duration) {
		of(id).loaded(outcome, duration);
	}

	@Override
	public void onRefresh(QueryId id, Outcome outcome) {
		of(id).refreshed(outcome);
	}

	@Override
	public void onJoin(QueryId id) {
		of(id).joined();
	}

	@Override
	public void onBypass(QueryId id, Bypass bypass) {
		of(id).bypassed(bypass);
	}

	/**
	 * Keeps the invalidation. The transaction that is named is still current while it is
	 * committed.
	 */
	@Override
	public void onInvalidation(InvalidationEvent event) {
		this.invalidations.add(this.time.instant(), event,
				TransactionSynchronizationManager.getCurrentTransactionName());
	}

}
