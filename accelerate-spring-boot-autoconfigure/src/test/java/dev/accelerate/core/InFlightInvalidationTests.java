package dev.accelerate.core;

import java.util.List;

import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.accelerate.core.AnswerChecks.check;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QueryCache} with invalidations during a load: it may have read what was there
 * before, and no later caller may be given that. Which tables a load reads is known only
 * when it is done.
 */
@ParameterizedClass
@EnumSource(InvalidationTarget.class)
class InFlightInvalidationTests {

	@Parameter
	private InvalidationTarget target;

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("users");

	@Test
	void loadInFlightIsNotServedAfterwards() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "old");
		Caller<Answer> loading = Caller.start(() -> this.query.get(load));
		load.awaitEntered();
		invalidate();
		load.release();
		assertThat(loading.outcome().data()).isEqualTo("old");
		assertThat(this.fixture.listener.events()).containsExactly("load DISCARDED", "request miss");
		check(this.query.get(() -> "new"), "new", CacheStatus.MISS);
		assertThat(this.query.hit().data()).isEqualTo("new");
	}

	@Test
	void loadOfAConnectionHolderInFlightIsNotServedAfterwards() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "old");
		Caller<Answer> loading = Caller.start(() -> {
			this.fixture.persistence.holdConnection();
			return this.query.get(load);
		});
		load.awaitEntered();
		invalidate();
		load.release();
		loading.outcome();
		check(this.query.get(() -> "new"), "new", CacheStatus.MISS);
	}

	@Test
	void loadThatIsOvertakenByANewerOneDoesNotReplaceIt() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "old");
		Caller<Answer> loading = Caller.start(() -> {
			this.fixture.persistence.holdConnection();
			return this.query.get(load);
		});
		load.awaitEntered();
		invalidate();
		check(this.query.get(() -> "new"), "new", CacheStatus.MISS);
		load.release();
		loading.outcome();
		assertThat(this.query.hit().data()).isEqualTo("new");
	}

	@Test
	void refreshInFlightIsNotServedAfterwards() throws Throwable {
		this.query.get(() -> "older");
		this.fixture.advance(60);
		this.query.get(() -> {
			invalidate();
			return "old";
		});
		this.fixture.listener.events();
		this.fixture.refreshes.runNext();
		assertThat(this.fixture.listener.events()).containsExactly("refresh DISCARDED");
		check(this.query.get(() -> "new"), "new", CacheStatus.MISS);
	}

	@Test
	void refreshThatWaitsSeesWhatWasInvalidatedMeanwhile() throws Throwable {
		this.query.get(() -> "older");
		this.fixture.advance(60);
		this.query.get(() -> "refreshed");
		invalidate();
		this.fixture.refreshes.runNext();
		assertThat(this.query.hit().data()).isEqualTo("refreshed");
	}

	@Test
	void followerThatArrivesAfterwardsIsNotGivenTheLoadInFlight() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "old");
		Caller<Answer> leader = Caller.start(() -> this.query.get(load));
		load.awaitEntered();
		invalidate();
		Caller<Answer> follower = Caller.start(() -> this.query.get(() -> "new")).awaitWaiting();
		load.release();
		assertThat(leader.outcome().data()).isEqualTo("old");
		check(follower.outcome(), "new", CacheStatus.MISS);
		assertThat(this.query.hit().data()).isEqualTo("new");
	}

	@Test
	void followerThatArrivesAfterwardsIsNotGivenTheRefreshInFlight() throws Throwable {
		this.query.get(() -> "older");
		this.fixture.advance(60);
		BlockedLoad refresh = new BlockedLoad(() -> "old");
		this.query.get(refresh);
		Caller<Object> refresher = Caller.start(() -> {
			this.fixture.refreshes.runNext();
			return null;
		});
		refresh.awaitEntered();
		invalidate();
		Caller<Answer> follower = Caller.start(() -> this.query.get(() -> "new")).awaitWaiting();
		refresh.release();
		refresher.outcome();
		check(follower.outcome(), "new", CacheStatus.MISS);
	}

	@Test
	void loadInATransactionIsNotServedIfInvalidatedSinceThatBegan() throws Throwable {
		this.fixture.readOnlyTransaction().executeWithoutResult((transaction) -> {
			invalidate();
			assertThat(Caller.quietly(() -> this.query.get(() -> "old")).data()).isEqualTo("old");
		});
		check(this.query.get(() -> "new"), "new", CacheStatus.MISS);
	}

	@Test
	void loadAfterASuspendedTransactionIsNotServedIfInvalidatedSinceThatBegan() throws Throwable {
		this.fixture.readOnlyTransaction().executeWithoutResult((transaction) -> {
			invalidate();
			this.fixture.newReadOnlyTransaction().executeWithoutResult((inner) -> {
				Caller.quietly(() -> this.query.get(() -> "new"));
				assertThat(Caller.quietly(this.query::hit).data()).isEqualTo("new");
			});
			this.fixture.store.clear();
			Caller.quietly(() -> this.query.get(() -> "old"));
		});
		check(this.query.get(() -> "new"), "new", CacheStatus.MISS);
	}

	@Test
	void loadInATransactionOfWhichTheBeginWasNotSeenIsNotKept() throws Throwable {
		this.fixture.unseenReadOnlyTransaction()
			.executeWithoutResult((transaction) -> Caller.quietly(() -> this.query.get(() -> "old")));
		assertThat(this.fixture.store.size()).isZero();
		assertThat(this.fixture.listener.events()).contains("bypass transaction-unseen");
	}

	@Test
	void invalidationOfOthersHarmsNoLoad() throws Throwable {
		this.query.get(() -> {
			this.fixture.invalidate("others");
			this.fixture.write("others");
			return List.of("a");
		});
		assertThat(this.query.hit().data()).isEqualTo(List.of("a"));
	}

	private void invalidate() {
		this.target.invalidate(this.fixture, "users");
	}

}
