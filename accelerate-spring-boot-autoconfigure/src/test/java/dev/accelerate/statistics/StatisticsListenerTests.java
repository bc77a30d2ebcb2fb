package dev.accelerate.statistics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.accelerate.CacheStatus;
import dev.accelerate.core.Bypass;
import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.core.InvalidationEvent.Cause;
import dev.accelerate.core.MissReason;
import dev.accelerate.core.MissReason.Kind;
import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.core.QueryCacheListener.Requests;
import dev.accelerate.core.QueryId;
import dev.accelerate.testing.MutableTime;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * {@link StatisticsListener} and {@link FailureListener}, and what they keep.
 */
class StatisticsListenerTests {

	private static final QueryId ID = new QueryId("Members", "findByName");

	private final MutableTime time = new MutableTime();

	private final StatisticsListener statistics = new StatisticsListener(this.time.source(),
			(tag) -> tag.startsWith("user_") ? "user_#{#id}" : null);

	private void miss(QueryId id, Kind kind, long millis) {
		this.statistics.onMiss(id, () -> new MissReason(kind, List.of()));
		this.statistics.onLoad(id, Outcome.STORED, Duration.ofMillis(millis));
	}

	private MethodSummary summary() {
		return this.statistics.method(ID);
	}

	@Test
	void whatIsSavedAndWhatMightBe() {
		Requests requests = this.statistics.onPlan(ID);
		IntStream.range(0, 5).forEach((i) -> requests.onRequest(CacheStatus.TTL));
		requests.onRequest(CacheStatus.SWR);
		requests.onRequest(CacheStatus.MISS);
		requests.onRequest(CacheStatus.NONE);
		miss(ID, Kind.ABSENT, 10);
		miss(ID, Kind.EXPIRED, 20);
		miss(ID, Kind.TABLE, 30);
		miss(ID, Kind.TABLE, 40);
		miss(ID, Kind.ROW_SET, 50);
		assertThat(summary().requests()).isEqualTo(Map.of("ttl", 5L, "swr", 1L, "miss", 1L, "none", 1L));
		assertThat(summary().loads().count()).isEqualTo(5);
		assertThat(summary().loads().total()).isEqualTo(150);
		assertThat(summary().savedTime()).isEqualTo(6 * 30);
		assertThat(summary().avoidableTime()).isEqualTo(Map.of("expired", 30.0, "evicted", 0.0, "table", 60.0));
		assertThat(summary().totalAvoidableTime()).isEqualTo(90);
		assertThat(summary().misses()).isEqualTo(Map.of("absent", 1L, "expired", 1L, "table", 2L, "row set", 1L));
		assertThat(summary().outcomes()).isEqualTo(Map.of("stored", 5L));
	}

	@Test
	void failedLoadsDoNotCountAsTimeOfLoads() {
		miss(ID, Kind.ABSENT, 10);
		this.statistics.onLoad(ID, Outcome.FAILED, Duration.ofSeconds(30));
		assertThat(summary().loads().mean()).isEqualTo(10);
		assertThat(summary().outcomes()).isEqualTo(Map.of("stored", 1L, "failed", 1L));
	}

	@Test
	void percentilesOfLoads() {
		IntStream.rangeClosed(1, 1000).forEach((millis) -> miss(ID, Kind.ABSENT, millis));
		LoadSummary loads = summary().loads();
		assertThat(loads.median()).isCloseTo(500, within(5.0));
		assertThat(loads.p95()).isCloseTo(950, within(10.0));
		assertThat(loads.p99()).isCloseTo(990, within(10.0));
		assertThat(loads.maximum()).isCloseTo(1000, within(10.0));
	}

	@Test
	void withoutTheLibraryThereAreNoPercentiles() {
		LoadTimes times = new LoadTimes(false);
		times.add(Duration.ofMillis(3));
		assertThat(times.summary()).isEqualTo(new LoadSummary(1, 3, 3, null, null, null, null));
		assertThat(new LoadTimes(true).summary()).isEqualTo(new LoadSummary(0, 0, 0, null, null, null, null));
	}

	@Test
	void bypassesByReasonTheMostFrequentFirst() {
		this.statistics.onBypass(ID, new Bypass("filter", "read elsewhere"));
		IntStream.range(0, 3).forEach((i) -> this.statistics.onBypass(ID, new Bypass("options", null)));
		assertThat(summary().bypasses()).containsExactly(new BypassSummary("options", 3, null),
				new BypassSummary("filter", 1, "read elsewhere"));
		IntStream.range(0, 1000).forEach((i) -> this.statistics.onBypass(ID, new Bypass("own" + i, null)));
		assertThat(summary().bypasses()).hasSize(MethodStatistics.REASONS + 1)
			.first()
			.isEqualTo(new BypassSummary("other", 1000 - (MethodStatistics.REASONS - 2), null));
	}

	@Test
	void joinsAndRefreshes() {
		this.statistics.onJoin(ID);
		this.statistics.onRefresh(ID, Outcome.STORED);
		this.statistics.onRefresh(ID, Outcome.OTHER_TENANT);
		assertThat(summary().joins()).isEqualTo(1);
		assertThat(summary().refreshes()).isEqualTo(Map.of("stored", 1L, "other tenant", 1L));
		assertThat(this.statistics.method(new QueryId("Members", "count"))).isNull();
	}

	@Test
	void furtherMethodsAreOne() {
		for (int i = 0; i < StatisticsListener.METHODS + 100; i++) {
			this.statistics.onPlan(new QueryId("Repository", "method" + i)).onRequest(CacheStatus.TTL);
		}
		assertThat(this.statistics.methods()).hasSize(StatisticsListener.METHODS + 1);
		MethodSummary others = this.statistics.method(StatisticsListener.OTHERS);
		assertThat(others.requests()).containsEntry("ttl", 100L);
	}

	@Test
	void theLastInvalidationsTheLatestFirstWithTagsAsDeclared() {
		for (int i = 0; i < RecentInvalidations.MOST; i++) {
			this.statistics.onInvalidation(new InvalidationEvent(Cause.WRITE, false, Set.of(), Set.of("t" + i)));
		}
		TransactionSynchronizationManager.setCurrentTransactionName("Members.rename");
		try {
			this.statistics.onInvalidation(
					new InvalidationEvent(Cause.TAGS, false, Set.of("user_7", "user_8", "secret_9"), Set.of()));
		}
		finally {
			TransactionSynchronizationManager.setCurrentTransactionName(null);
		}
		List<InvalidationSummary> invalidations = this.statistics.invalidations();
		assertThat(invalidations).hasSize(RecentInvalidations.MOST);
		assertThat(invalidations.get(0)).isEqualTo(new InvalidationSummary(this.time.source().instant(), "tags", false,
				List.of(), List.of("user_#{#id}"), 1, "Members.rename"));
		assertThat(invalidations.get(1).tables()).containsExactly("t" + (RecentInvalidations.MOST - 1));
		assertThat(invalidations.get(1).transaction()).isNull();
		assertThat(invalidations.get(RecentInvalidations.MOST - 1).tables()).containsExactly("t1");
	}

	@Test
	void failuresOfTheLastMinute() {
		FailureListener failures = new FailureListener(this.time.source());
		assertThat(failures.lastMinute()).hasSize(Component.values().length).containsEntry("store", 0L);
		failures.onFailure(Component.STORE, new IllegalStateException());
		this.time.advance(Duration.ofSeconds(30));
		failures.onFailure(Component.STORE, new IllegalStateException());
		failures.onFailure(Component.LOG, new IllegalStateException());
		assertThat(failures.lastMinute()).containsEntry("store", 2L).containsEntry("log", 1L);
		this.time.advance(Duration.ofSeconds(31));
		assertThat(failures.lastMinute()).containsEntry("store", 1L).containsEntry("log", 1L);
		this.time.advance(Duration.ofSeconds(30));
		assertThat(failures.lastMinute()).containsEntry("store", 0L).containsEntry("log", 0L);
	}

	@Test
	void threeHundredBusyMethodsTakeLittleMemory() {
		for (int method = 0; method < 300; method++) {
			QueryId id = new QueryId("Repository", "method" + method);
			Requests requests = this.statistics.onPlan(id);
			for (CacheStatus status : CacheStatus.values()) {
				requests.onRequest(status);
			}
			for (Kind kind : Kind.values()) {
				miss(id, kind, 1L << kind.ordinal());
			}
			this.statistics.onBypass(id, new Bypass("filter", "read elsewhere"));
		}
		long bytes = GraphLayout.parseInstance(this.statistics).totalSize();
		assertThat(bytes).isBetween(100_000L, 8_000_000L);
	}

}
