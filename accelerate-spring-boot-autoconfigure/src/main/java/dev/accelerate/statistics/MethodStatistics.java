package dev.accelerate.statistics;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.accelerate.CacheStatus;
import dev.accelerate.core.Bypass;
import dev.accelerate.core.MissReason.Kind;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.core.QueryCacheListener.Requests;
import dev.accelerate.core.QueryId;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one method. A hit adds to one striped counter, and to nothing else.
 */
final class MethodStatistics implements Requests {

	/**
	 * Most reasons to bypass that are told apart, since an application may add some.
	 */
	static final int REASONS = 64;

	/**
	 * Name of all further reasons together.
	 */
	private static final String OTHER = "other";

	private static final List<Kind> AVOIDABLE = List.of(Kind.EXPIRED, Kind.EVICTED, Kind.TABLE);

	private final QueryId id;

	private final LongAdder[] requests = adders(CacheStatus.values().length);

	private final LongAdder[] misses = adders(Kind.values().length);

	private final LongAdder[] outcomes = adders(Outcome.values().length);

	private final LongAdder[] refreshes = adders(Outcome.values().length);

	private final LongAdder joins = new LongAdder();

	private final LoadTimes loads = new LoadTimes();

	private final Map<String, Bypassed> bypasses = new ConcurrentHashMap<>();

	MethodStatistics(QueryId id) {
		this.id = id;
	}

	private static LongAdder[] adders(int length) {
		return Stream.generate(LongAdder::new).limit(length).toArray(LongAdder[]::new);
	}

	@Override
	public void onRequest(CacheStatus status) {
		this.requests[status.ordinal()].increment();
	}

	void missed(Kind reason) {
		this.misses[reason.ordinal()].increment();
	}

	void loaded(Outcome outcome, Duration duration) {
		this.outcomes[outcome.ordinal()].increment();
		if (outcome != Outcome.FAILED) {
			this.loads.add(duration);
		}
	}

	void refreshed(Outcome outcome) {
		this.refreshes[outcome.ordinal()].increment();
	}

	void joined() {
		this.joins.increment();
	}

	void bypassed(Bypass bypass) {
		Bypassed known = this.bypasses.get(bypass.reason());
		if (known == null) {
			boolean room = this.bypasses.size() < REASONS;
			known = this.bypasses.computeIfAbsent(room ? bypass.reason() : OTHER,
					(reason) -> new Bypassed(room ? bypass.remedy() : null, new LongAdder()));
		}
		known.count().increment();
	}

	MethodSummary summary() {
		LoadSummary loads = this.loads.summary();
		Map<String, Double> avoidable = new LinkedHashMap<>();
		AVOIDABLE.forEach((kind) -> avoidable.put(name(kind), this.misses[kind.ordinal()].sum() * loads.mean()));
		long hits = this.requests[CacheStatus.TTL.ordinal()].sum() + this.requests[CacheStatus.SWR.ordinal()].sum();
		return new MethodSummary(this.id.toString(), sums(CacheStatus.values(), this.requests, CacheStatus::value),
				this.joins.sum(), loads, sums(Outcome.values(), this.outcomes, MethodStatistics::name),
				sums(Outcome.values(), this.refreshes, MethodStatistics::name),
				sums(Kind.values(), this.misses, MethodStatistics::name), bypasses(), hits * loads.mean(), avoidable);
	}

	private List<BypassSummary> bypasses() {
		return this.bypasses.entrySet()
			.stream()
			.map((bypass) -> new BypassSummary(bypass.getKey(), bypass.getValue().count().sum(),
					bypass.getValue().remedy()))
			.sorted(Comparator.comparing(BypassSummary::count).reversed().thenComparing(BypassSummary::reason))
			.toList();
	}

	/**
	 * Returns the counts that are not zero; those of statuses are always there.
	 */
	private static <E extends Enum<E>> Map<String, Long> sums(E[] constants, LongAdder[] adders,
			Function<E, String> name) {
		Map<String, Long> sums = new LinkedHashMap<>();
		for (E constant : constants) {
			long sum = adders[constant.ordinal()].sum();
			if (sum > 0 || constant instanceof CacheStatus) {
				sums.put(name.apply(constant), sum);
			}
		}
		return sums;
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/**
	 * Bypasses for one reason.
	 *
	 * @param remedy what a developer can change
	 * @param count the number of calls
	 */
	private record Bypassed(@Nullable String remedy, LongAdder count) {
	}

}
