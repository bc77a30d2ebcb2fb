package dev.accelerate.core;

import java.util.List;

import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;

import static dev.accelerate.core.AnswerChecks.check;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QueryCache} with faults of the store and of the snapshotter: they cost a hit,
 * and never the result.
 */
class CacheFaultTests {

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("users");

	private final RuntimeException fault = new IllegalStateException("Broken");

	@Test
	void faultsOfTheStoreOnAReadAreAMiss() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.store.getFailure = this.fault;
		check(this.query.get(() -> "b"), "b", CacheStatus.MISS);
		assertThat(this.fixture.listener.failures()).containsOnly(this.fault);
		assertThat(this.fixture.listener.events()).contains("failure STORE");
	}

	@Test
	void faultsOfTheStoreOnAWriteCostTheStoring() throws Throwable {
		this.fixture.store.putFailure = this.fault;
		check(this.query.get(() -> "a"), "a", CacheStatus.MISS);
		assertThat(this.fixture.listener.events()).containsExactly("failure STORE", "load DISCARDED", "request miss");
		this.fixture.store.putFailure = null;
		check(this.query.get(() -> "b"), "b", CacheStatus.MISS);
	}

	@Test
	void faultsOfTheStoreWhileItIsRefreshedKeepTheStaleValue() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		this.query.get(() -> "b");
		this.fixture.store.putFailure = this.fault;
		this.fixture.refreshes.runNext();
		check(this.query.get(() -> "c"), "a", CacheStatus.SWR);
	}

	@Test
	void faultsOfTheSnapshotterOnCaptureCostTheStoring() throws Throwable {
		this.fixture.snapshotter.captureFailure = this.fault;
		List<String> result = List.of("a");
		Answer answer = this.query.get(() -> result);
		assertThat(answer.data()).isSameAs(result);
		assertThat(answer.status()).isEqualTo(CacheStatus.MISS);
		assertThat(this.fixture.store.size()).isZero();
		assertThat(this.fixture.listener.events()).containsExactly("failure SNAPSHOT", "load DISCARDED",
				"request miss");
	}

	@Test
	void faultsOfTheSnapshotterOnRestoreAreAMiss() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.snapshotter.restoreFailure = this.fault;
		check(this.query.get(() -> "b"), "b", CacheStatus.MISS);
		assertThat(this.fixture.listener.events()).contains("failure SNAPSHOT");
	}

}
