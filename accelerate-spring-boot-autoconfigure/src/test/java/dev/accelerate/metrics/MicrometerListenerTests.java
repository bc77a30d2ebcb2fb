package dev.accelerate.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.accelerate.CacheStatus;
import dev.accelerate.core.Bypass;
import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.core.InvalidationEvent.Cause;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.core.QueryId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link MicrometerListener}.
 */
class MicrometerListenerTests {

	private static final QueryId ID = new QueryId("Members", "findByName");

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MicrometerListener listener = new MicrometerListener(this.registry);

	@Test
	void registersMetersOfKnownTagsFromTheStart() {
		this.listener.onPlan(ID);
		for (String status : new String[] { "ttl", "swr", "miss", "none" }) {
			assertThat(requests(status)).isZero();
		}
		assertThat(this.registry.get("accelerate.requests").counters()).hasSize(4);
		assertThat(this.registry.get("accelerate.loads").timers()).hasSize(4)
			.extracting((timer) -> timer.getId().getTag("outcome"))
			.containsExactlyInAnyOrder("stored", "discarded", "oversized", "failed");
		assertThat(this.registry.get("accelerate.refreshes").counters())
			.extracting((counter) -> counter.getId().getTag("outcome"))
			.containsExactlyInAnyOrder("stored", "discarded", "other_tenant", "oversized", "failed", "rejected");
		assertThat(this.registry.get("accelerate.invalidations").counters())
			.extracting((counter) -> counter.getId().getTag("cause"))
			.containsExactlyInAnyOrder("tags", "entity", "tables", "method", "all", "write", "unknown_commit");
		assertThat(this.registry.get("accelerate.failures").counters())
			.extracting((counter) -> counter.getId().getTag("component"))
			.containsExactlyInAnyOrder("store", "snapshot", "signature", "refresh", "log");
		assertThat(this.registry.get("accelerate.joins").counter().count()).isZero();
		assertThat(this.registry.find("accelerate.bypasses").counters()).isEmpty();
	}

	@Test
	void countsRequestsByStatusRepositoryAndMethod() {
		QueryCacheListener.Requests requests = this.listener.onPlan(ID);
		CacheStatus[] statuses = CacheStatus.values();
		for (int i = 0; i < statuses.length; i++) {
			for (int j = 0; j <= i; j++) {
				requests.onRequest(statuses[i]);
			}
		}
		this.listener.onPlan(new QueryId("Members", "count")).onRequest(CacheStatus.TTL);
		for (int i = 0; i < statuses.length; i++) {
			assertThat(requests(statuses[i].value())).isEqualTo(i + 1);
		}
		assertThat(this.registry.get("accelerate.requests").tags("method", "count", "status", "ttl").counter().count())
			.isEqualTo(1);
	}

	@Test
	void twoPlansOfOneMethodCountTogether() {
		QueryCacheListener.Requests one = this.listener.onPlan(ID);
		QueryCacheListener.Requests other = this.listener.onPlan(new QueryId("Members", "findByName"));
		one.onRequest(CacheStatus.TTL);
		other.onRequest(CacheStatus.TTL);
		one.onRequest(CacheStatus.TTL);
		other.onRequest(CacheStatus.MISS);
		assertThat(requests("ttl")).isEqualTo(3);
		assertThat(requests("miss")).isEqualTo(1);
		assertThat(this.registry.get("accelerate.requests").counters()).hasSize(4);
	}

	@Test
	void timesLoadsByOutcome() {
		this.listener.onLoad(ID, Outcome.STORED, Duration.ofMillis(10));
		this.listener.onLoad(ID, Outcome.STORED, Duration.ofMillis(20));
		this.listener.onLoad(ID, Outcome.FAILED, Duration.ofMillis(5));
		var stored = this.registry.get("accelerate.loads").tag("outcome", "stored").timer();
		assertThat(stored.count()).isEqualTo(2);
		assertThat(stored.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(30);
		assertThat(this.registry.get("accelerate.loads").tag("outcome", "failed").timer().count()).isEqualTo(1);
		assertThat(this.registry.get("accelerate.loads").tag("outcome", "discarded").timer().count()).isZero();
	}

	@Test
	void countsRefreshesInvalidationsAndFailuresByTheirTag() {
		for (Outcome outcome : Outcome.values()) {
			this.listener.onRefresh(ID, outcome);
			assertThat(count("accelerate.refreshes", "outcome", outcome.name().toLowerCase())).isEqualTo(1);
		}
		for (Cause cause : Cause.values()) {
			this.listener.onInvalidation(new InvalidationEvent(cause, false, Set.of(), Set.of("members")));
			assertThat(count("accelerate.invalidations", "cause", cause.name().toLowerCase())).isEqualTo(1);
		}
		for (Component component : Component.values()) {
			this.listener.onFailure(component, new IllegalStateException());
			assertThat(count("accelerate.failures", "component", component.name().toLowerCase())).isEqualTo(1);
		}
	}

	@Test
	void countsJoins() {
		this.listener.onJoin(ID);
		assertThat(this.registry.get("accelerate.joins").counter().count()).isEqualTo(1);
	}

	@Test
	void countsBypassesByReasonRepositoryAndMethod() {
		this.listener.onBypass(ID, new Bypass("filter", "remedy"));
		this.listener.onBypass(ID, new Bypass("filter", "remedy"));
		this.listener.onBypass(ID, new Bypass("isolation", "remedy"));
		assertThat(this.registry.get("accelerate.bypasses")
			.tags("reason", "filter", "repository", "Members", "method", "findByName")
			.counter()
			.count()).isEqualTo(2);
		assertThat(count("accelerate.bypasses", "reason", "isolation")).isEqualTo(1);
	}

	@Test
	void namesAreThoseOfTheDocumentation() {
		assertThat(Arrays.stream(AccelerateMeter.values()).map(AccelerateMeter::id)).containsExactly(
				"accelerate.requests", "accelerate.loads", "accelerate.refreshes", "accelerate.joins",
				"accelerate.invalidations", "accelerate.entries", "accelerate.weight", "accelerate.evictions",
				"accelerate.collisions", "accelerate.failures", "accelerate.bypasses", "accelerate.log.lag",
				"accelerate.log.silence", "accelerate.log.polls", "accelerate.log.rows", "accelerate.log.holes",
				"accelerate.log.trimmed");
	}

	private double requests(String status) {
		return this.registry.get("accelerate.requests")
			.tags("status", status, "repository", "Members", "method", "findByName")
			.counter()
			.count();
	}

	private double count(String meter, String tag, String value) {
		return this.registry.get(meter).tag(tag, value).counter().count();
	}

}
