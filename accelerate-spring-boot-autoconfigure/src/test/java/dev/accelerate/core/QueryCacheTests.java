package dev.accelerate.core;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;

import static dev.accelerate.core.AnswerChecks.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The semantics of the cache, row by row.
 */
class QueryCacheTests {

	private static final Instant START = new QueryCacheFixture().time.instant();

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("users");

	private final RuntimeException fault = new IllegalStateException("Broken");

	@Test
	void absentIsAMissAndStored() throws Throwable {
		Answer answer = this.query.get(() -> "a");
		check(answer, "a", CacheStatus.MISS);
		assertThat(answer.lastModified()).isEqualTo(START);
		assertThat(this.fixture.store.size()).isEqualTo(1);
	}

	@Test
	void freshAnswersWithoutTheDatabase() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(59);
		Answer answer = this.query.hit();
		check(answer, "a", CacheStatus.TTL);
		assertThat(answer.lastModified()).isEqualTo(START);
		assertThat(this.fixture.refreshes.waiting()).isZero();
	}

	@Test
	void staleAnswersAtOnceAndIsRefreshedOnce() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		check(this.query.get(() -> "b"), "a", CacheStatus.SWR);
		check(this.query.hit(), "a", CacheStatus.SWR);
		assertThat(this.fixture.refreshes.waiting()).isEqualTo(1);
		this.fixture.refreshes.runNext();
		Answer refreshed = this.query.hit();
		check(refreshed, "b", CacheStatus.TTL);
		assertThat(refreshed.lastModified()).isEqualTo(START.plusSeconds(60));
	}

	@Test
	void olderThanBothWindowsIsAMiss() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(119);
		check(this.query.get(() -> "b"), "a", CacheStatus.SWR);
		this.fixture.advance(1);
		check(this.query.get(() -> "c"), "c", CacheStatus.MISS);
	}

	@Test
	void ttlOnlyIsNeverStale() throws Throwable {
		TestQuery ttlOnly = this.query.windows(60, 0);
		ttlOnly.get(() -> "a");
		this.fixture.advance(59);
		check(ttlOnly.hit(), "a", CacheStatus.TTL);
		this.fixture.advance(1);
		check(ttlOnly.get(() -> "b"), "b", CacheStatus.MISS);
		assertThat(this.fixture.refreshes.waiting()).isZero();
	}

	@Test
	void swrOnlyIsNeverFresh() throws Throwable {
		TestQuery swrOnly = this.query.windows(0, 60);
		swrOnly.get(() -> "a");
		check(swrOnly.get(() -> "b"), "a", CacheStatus.SWR);
		assertThat(this.fixture.refreshes.waiting()).isEqualTo(1);
		this.fixture.advance(60);
		check(swrOnly.get(() -> "c"), "c", CacheStatus.MISS);
	}

	@Test
	void theCallersOwnWindowsDecide() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(10);
		check(this.query.windows(5, 60).get(() -> "b"), "a", CacheStatus.SWR);
		check(this.query.windows(5, 5).get(() -> "c"), "c", CacheStatus.MISS);
		check(this.query.hit(), "c", CacheStatus.TTL);
	}

	@Test
	void invalidatedIsAMissAndNotStale() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.invalidate("others");
		check(this.query.hit(), "a", CacheStatus.TTL);
		this.fixture.invalidate("users");
		check(this.query.get(() -> "b"), "b", CacheStatus.MISS);
		this.fixture.invalidateAll();
		check(this.query.get(() -> "c"), "c", CacheStatus.MISS);
		check(this.query.hit(), "c", CacheStatus.TTL);
	}

	@Test
	void otherArgumentsAreAnotherResult() throws Throwable {
		this.query.get(() -> "a", 1);
		check(this.query.get(() -> "b", 2), "b", CacheStatus.MISS);
		check(this.query.hit(1), "a", CacheStatus.TTL);
	}

	@Test
	void nothingIsCachedLikeAnything() throws Throwable {
		for (Object nothing : new Object[] { Optional.empty(), List.of() }) {
			this.query.get(() -> nothing, nothing.getClass().getName());
			check(this.query.hit(nothing.getClass().getName()), nothing, CacheStatus.TTL);
		}
		this.query.get(() -> null);
		check(this.query.hit(), null, CacheStatus.TTL);
	}

	@Test
	void ageCountsFromTheBeginOfTheLoad() throws Throwable {
		Answer answer = this.query.get(() -> {
			this.fixture.advance(50);
			return "a";
		});
		assertThat(answer.lastModified()).isEqualTo(START);
		this.fixture.advance(10);
		check(this.query.get(() -> "b"), "a", CacheStatus.SWR);
	}

	@Test
	void ageCountsFromTheBeginOfTheTransaction() throws Throwable {
		this.fixture.readOnlyTransaction().executeWithoutResult((transaction) -> {
			this.fixture.advance(50);
			Answer answer = Caller.quietly(() -> this.query.get(() -> "a"));
			check(answer, "a", CacheStatus.MISS);
			assertThat(answer.lastModified()).isEqualTo(START);
		});
		this.fixture.advance(10);
		check(this.query.get(() -> "b"), "a", CacheStatus.SWR);
	}

	@Test
	void ageOfASecondTransactionIsItsOwn() throws Throwable {
		this.fixture.readOnlyTransaction().executeWithoutResult((transaction) -> {
		});
		this.fixture.advance(50);
		this.fixture.readOnlyTransaction()
			.executeWithoutResult((transaction) -> Caller.quietly(() -> this.query.get(() -> "a")));
		this.fixture.advance(59);
		check(this.query.hit(), "a", CacheStatus.TTL);
	}

	@Test
	void ageRestartsWithEachRefresh() throws Throwable {
		this.query.get(() -> 0);
		for (int i = 1; i < 5; i++) {
			this.fixture.advance(60);
			int refreshed = i;
			check(this.query.get(() -> refreshed), i - 1, CacheStatus.SWR);
			this.fixture.refreshes.runNext();
			this.fixture.advance(59);
			check(this.query.hit(), i, CacheStatus.TTL);
			this.fixture.advance(1);
			check(this.query.get(() -> refreshed), i, CacheStatus.SWR);
			this.fixture.refreshes.runNext();
		}
	}

	@Test
	void refreshesInFlightNeverResurrectAValue() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(100);
		check(this.query.get(() -> {
			// The refresh outlives the value it is to replace, and fails.
			this.fixture.advance(20);
			throw new IOException();
		}), "a", CacheStatus.SWR);
		this.fixture.refreshes.runNext();
		check(this.query.get(() -> "b"), "b", CacheStatus.MISS);
	}

	@Test
	void refreshesThatSucceedLateAreAsOldAsTheirLoad() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(100);
		this.query.get(() -> {
			this.fixture.advance(120);
			return "b";
		});
		this.fixture.refreshes.runNext();
		check(this.query.get(() -> "c"), "c", CacheStatus.MISS);
	}

	@Test
	void refreshesThatFailKeepTheStaleValueUntilItsWindowEndsAndBackOff() throws Throwable {
		AtomicInteger attempts = new AtomicInteger();
		List<Integer> attemptedAt = new ArrayList<>();
		this.query.get(() -> "a");
		this.fixture.advance(60);
		for (int second = 0; second < 60; second++) {
			check(this.query.get(() -> {
				attempts.incrementAndGet();
				throw new IOException();
			}), "a", CacheStatus.SWR);
			if (this.fixture.refreshes.waiting() > 0) {
				this.fixture.refreshes.runNext();
				attemptedAt.add(second);
			}
			this.fixture.advance(1);
		}
		assertThat(attemptedAt).containsExactly(0, 1, 3, 7, 15, 31);
		assertThat(attempts).hasValue(6);
		check(this.query.get(() -> "b"), "b", CacheStatus.MISS);
	}

	@Test
	void refreshesThatSucceedEndTheBackoff() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		this.query.get(() -> {
			throw new IOException();
		});
		this.fixture.refreshes.runNext();
		this.fixture.advance(1);
		this.query.get(() -> "b");
		this.fixture.refreshes.runNext();
		this.fixture.advance(60);
		check(this.query.get(() -> "c"), "b", CacheStatus.SWR);
		assertThat(this.fixture.refreshes.waiting()).isEqualTo(1);
	}

	@Test
	void refreshesThatAreRejectedLeaveTheStaleValue() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		this.fixture.refreshes.reject();
		this.fixture.listener.events();
		check(this.query.hit(), "a", CacheStatus.SWR);
		assertThat(this.fixture.listener.events()).containsExactly("request swr", "refresh REJECTED");
		this.fixture.refreshes.failure = null;
		check(this.query.get(() -> "b"), "a", CacheStatus.SWR);
		this.fixture.refreshes.runNext();
		check(this.query.hit(), "b", CacheStatus.TTL);
	}

	@Test
	void refreshesThatCannotBeHandedOverLeaveTheStaleValue() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		// As by a TaskDecorator of the application.
		this.fixture.refreshes.failure = new IllegalStateException("No context");
		check(this.query.hit(), "a", CacheStatus.SWR);
		this.fixture.refreshes.failure = null;
		check(this.query.get(() -> "b"), "a", CacheStatus.SWR);
		this.fixture.refreshes.runNext();
		check(this.query.hit(), "b", CacheStatus.TTL);
	}

	@Test
	void loadsThatFailThrowTheVeryExceptionAndStoreNothing() throws Throwable {
		IOException failure = new IOException();
		assertThatThrownBy(() -> this.query.get(() -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(failure.getSuppressed()).isEmpty();
		assertThat(this.fixture.store.size()).isZero();
		check(this.query.get(() -> "b"), "b", CacheStatus.MISS);
	}

	@Test
	void loadsThatMayNotBeStoredAnswerAllTheSame() throws Throwable {
		this.fixture.persistence.storable = false;
		check(this.query.get(() -> "a"), "a", CacheStatus.MISS);
		assertThat(this.fixture.store.size()).isZero();
		assertThat(this.fixture.listener.events()).containsExactly("load DISCARDED", "request miss");
	}

	@Test
	void loadsNeverReplaceAnEntryOfAHigherStamp() throws Throwable {
		this.query.get(() -> {
			// Another load begins and ends after something else became invalid.
			this.fixture.invalidate("others");
			return this.query.get(() -> "newer").data() + " and older";
		});
		check(this.query.hit(), "newer", CacheStatus.TTL);
	}

	@Test
	void loadsNeverReplaceAnEntryLoadedLaterAtTheSameStamp() throws Throwable {
		this.query.get(() -> {
			this.fixture.advance(1);
			return this.query.get(() -> "newer").data() + " and older";
		});
		check(this.query.hit(), "newer", CacheStatus.TTL);
	}

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

	@Test
	void bypassesAreCountedWithTheirReason() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.listener.events();
		this.fixture.persistence.bypass = new Bypass("filter", "Remedy");
		check(this.query.get(() -> "b"), "b", CacheStatus.NONE);
		assertThat(this.fixture.listener.events()).containsExactly("bypass filter", "request none");
		this.fixture.persistence.bypass = null;
		check(this.query.hit(), "a", CacheStatus.TTL);
	}

	@Test
	void bypassesKeepTheirSignature() throws Throwable {
		Answer cached = this.query.get(() -> "a");
		this.fixture.persistence.bypass = new Bypass("filter", "Remedy");
		assertThat(this.query.get(() -> "b").signature()).isEqualTo(cached.signature());
	}

	@Test
	void bypassesHaveBeenLoadedWhenTheLoadBegan() throws Throwable {
		this.fixture.persistence.bypass = new Bypass("filter", "Remedy");
		Answer answer = this.query.get(() -> {
			this.fixture.advance(10);
			return "a";
		});
		assertThat(answer.lastModified()).isEqualTo(START);
	}

	@Test
	void bypassesHappenWhereAnArgumentHasNoCanonicalForm() throws Throwable {
		Object unknown = new Object();
		for (String result : List.of("a", "b")) {
			Answer answer = this.query.get(() -> result, unknown);
			check(answer, result, CacheStatus.NONE);
			assertThat(answer.signature()).isNull();
			assertThat(this.fixture.listener.events()).containsExactly("bypass argument", "request none");
		}
		assertThat(this.fixture.store.size()).isZero();
	}

	@Test
	void bypassesHappenInAReadWriteTransaction() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.listener.events();
		Answer answer = this.fixture.readWriteTransaction()
			.execute((transaction) -> Caller.quietly(() -> this.query.get(() -> "uncommitted")));
		check(answer, "uncommitted", CacheStatus.NONE);
		assertThat(this.fixture.listener.events()).containsExactly("bypass read-write-transaction", "request none");
		check(this.query.hit(), "a", CacheStatus.TTL);
	}

	@Test
	void bypassesThatFailThrowTheVeryException() {
		this.fixture.persistence.bypass = new Bypass("filter", "Remedy");
		IOException failure = new IOException();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.query.get(() -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(this.fixture.listener.events()).containsExactly("bypass filter", "request none");
	}

	@Test
	void eventsHappenExactlyOncePerCall() throws Throwable {
		this.query.get(() -> "a");
		assertThat(this.fixture.listener.events()).containsExactly("load STORED", "request miss");
		this.query.hit();
		assertThat(this.fixture.listener.events()).containsExactly("request ttl");
		this.fixture.advance(60);
		this.query.get(() -> "b");
		assertThat(this.fixture.listener.events()).containsExactly("request swr");
		this.fixture.refreshes.runNext();
		assertThat(this.fixture.listener.events()).containsExactly("refresh STORED");
	}

	@Test
	void eventsOfFailuresHappenExactlyOncePerCall() throws Throwable {
		IOException failure = new IOException();
		assertThatThrownBy(() -> this.query.get(() -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(this.fixture.listener.events()).containsExactly("load FAILED", "request miss");
		this.query.get(() -> "a");
		this.fixture.advance(60);
		this.query.get(() -> {
			throw failure;
		});
		this.fixture.listener.events();
		this.fixture.refreshes.runNext();
		assertThat(this.fixture.listener.events()).containsExactly("failure REFRESH", "refresh FAILED");
	}

}
