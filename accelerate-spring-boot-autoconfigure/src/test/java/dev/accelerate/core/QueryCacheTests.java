package dev.accelerate.core;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;

import static dev.accelerate.core.AnswerChecks.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link QueryCache}, row by row: windows, ages, invalidations and loads.
 */
class QueryCacheTests {

	private static final Instant START = new QueryCacheFixture().time.instant();

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("users");

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
	void answersOfOneEntryShareASignatureWhoseDigestIsComputedOnce() throws Throwable {
		Answer loaded = this.query.get(() -> "a", "argument");
		Answer hit = this.query.hit("argument");
		assertThat(hit.signature()).isEqualTo(loaded.signature()).isSameAs(this.query.hit("argument").signature());
		assertThat(hit.signature().digest()).isSameAs(loaded.signature().digest());
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

}
