package dev.accelerate.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.CacheStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link SingleFlight}: which callers wait for whose load, and what they do with its
 * result.
 */
class SingleFlightTests {

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("users");

	@Test
	void followerGetsTheLeadersResult() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "leader's");
		Caller<Answer> leader = lead(load);
		Caller<Answer> follower = Caller.start(this.query::hit).awaitWaiting();
		load.release();
		assertThat(leader.outcome().data()).isEqualTo("leader's");
		Answer joined = follower.outcome();
		assertThat(joined.data()).isEqualTo("leader's");
		assertThat(joined.status()).isEqualTo(CacheStatus.MISS);
		assertThat(joined.lastModified()).isEqualTo(leader.outcome().lastModified());
		assertThat(this.fixture.listener.events()).containsExactlyInAnyOrder("load STORED", "request miss",
				"request miss", "join");
	}

	@Test
	void followerGetsTheLeadersResultThoughTheStoreLostIt() throws Throwable {
		this.fixture.store.putFailure = new IllegalStateException();
		BlockedLoad load = new BlockedLoad(() -> "leader's");
		lead(load);
		Caller<Answer> follower = Caller.start(this.query::hit).awaitWaiting();
		load.release();
		assertThat(follower.outcome().data()).isEqualTo("leader's");
	}

	@Test
	void callerThatHoldsAConnectionNeverWaits() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "leader's");
		Caller<Answer> leader = lead(load);
		Answer own = Caller.start(() -> {
			this.fixture.persistence.holdConnection();
			return this.query.get(() -> "own");
		}).outcome();
		assertThat(own.data()).isEqualTo("own");
		load.release();
		leader.outcome();
	}

	@Test
	void leadersThatNeedEachOthersResultNeverWait() throws Throwable {
		TestQuery left = this.fixture.query("left");
		TestQuery right = this.fixture.query("right");
		CyclicBarrier bothLead = new CyclicBarrier(2);
		CyclicBarrier bothLoadTheOther = new CyclicBarrier(2);
		Caller<Answer> first = Caller.start(() -> left.get(() -> {
			bothLead.await(10, TimeUnit.SECONDS);
			return "left of " + right.get(() -> {
				bothLoadTheOther.await(10, TimeUnit.SECONDS);
				return "right";
			}).data();
		}));
		Caller<Answer> second = Caller.start(() -> right.get(() -> {
			bothLead.await(10, TimeUnit.SECONDS);
			return "right of " + left.get(() -> {
				bothLoadTheOther.await(10, TimeUnit.SECONDS);
				return "left";
			}).data();
		}));
		assertThat(first.outcome().data()).isEqualTo("left of right");
		assertThat(second.outcome().data()).isEqualTo("right of left");
	}

	@Test
	void loadThatNeedsItsOwnKeyProceeds() throws Throwable {
		Caller<Answer> caller = Caller
			.start(() -> this.query.get(() -> "outer " + this.query.get(() -> "inner").data()));
		assertThat(caller.outcome().data()).isEqualTo("outer inner");
	}

	@Test
	void nobodyWaitsForARefreshThatIsQueued() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		this.query.get(() -> "refreshed");
		assertThat(this.fixture.refreshes.waiting()).isEqualTo(1);
		this.fixture.advance(60);
		assertThat(Caller.start(() -> this.query.get(() -> "own")).outcome().data()).isEqualTo("own");
	}

	@Test
	void refreshThatRunsCanBeWaitedFor() throws Throwable {
		BlockedLoad refresh = new BlockedLoad(() -> "refreshed");
		Caller<Object> refresher = refresh(refresh);
		this.fixture.advance(60);
		Caller<Answer> follower = Caller.start(this.query::hit).awaitWaiting();
		refresh.release();
		assertThat(follower.outcome().data()).isEqualTo("refreshed");
		refresher.outcome();
	}

	@Test
	void followersOfARefreshThatFailsLoadAlone() throws Throwable {
		BlockedLoad refresh = new BlockedLoad(() -> {
			throw new IOException();
		});
		refresh(refresh);
		this.fixture.advance(60);
		Caller<Answer> follower = Caller.start(() -> this.query.get(() -> "own")).awaitWaiting();
		refresh.release();
		assertThat(follower.outcome().data()).isEqualTo("own");
	}

	@Test
	void refreshLeavesAKeyAloneThatHasBeenLoadedMeanwhile() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		AtomicInteger refreshes = new AtomicInteger();
		this.query.get(refreshes::incrementAndGet);
		this.fixture.invalidate("users");
		this.query.get(() -> "b");
		this.fixture.refreshes.runNext();
		assertThat(refreshes).hasValue(0);
		assertThat(this.query.hit().data()).isEqualTo("b");
	}

	@Test
	void refreshLandsEvenIfAListenerFails() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		this.query.get(() -> {
			throw new IllegalStateException();
		});
		this.fixture.listener.failOnNextFailure = true;
		assertThatThrownBy(this.fixture.refreshes::runNext).isInstanceOf(AssertionError.class);
		this.fixture.invalidate("users");
		assertThat(this.query.get(() -> "b").data()).isEqualTo("b");
	}

	@Test
	void refreshLeavesAKeyAloneThatIsBeingLoaded() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		AtomicInteger refreshes = new AtomicInteger();
		this.query.get(refreshes::incrementAndGet);
		this.fixture.invalidate("users");
		BlockedLoad load = new BlockedLoad(() -> "b");
		Caller<Answer> leader = lead(load);
		this.fixture.refreshes.runNext();
		assertThat(refreshes).hasValue(0);
		load.release();
		assertThat(leader.outcome().data()).isEqualTo("b");
	}

	@Test
	void followersOfALeaderThatFailsLoadAloneAndGetTheirOwnOutcome() throws Throwable {
		IOException leaders = new IOException("leader's");
		BlockedLoad load = new BlockedLoad(() -> {
			throw leaders;
		});
		Caller<Answer> leader = lead(load);
		IOException own = new IOException("own");
		Caller<Answer> failing = Caller.start(() -> this.query.get(() -> {
			throw own;
		})).awaitWaiting();
		Caller<Answer> failingLikewise = Caller.start(() -> this.query.get(() -> {
			throw own;
		})).awaitWaiting();
		load.release();
		assertThatThrownBy(leader::outcome).isSameAs(leaders);
		assertThatThrownBy(failing::outcome).isSameAs(own);
		assertThatThrownBy(failingLikewise::outcome).isSameAs(own);
		assertThat(this.query.get(() -> "b").data()).isEqualTo("b");
	}

	@Test
	void followerOfALeaderThatFailsMaySucceed() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> {
			throw new IOException();
		});
		lead(load);
		Caller<Answer> follower = Caller.start(() -> this.query.get(() -> "own")).awaitWaiting();
		load.release();
		assertThat(follower.outcome().data()).isEqualTo("own");
		assertThat(this.query.hit().data()).isEqualTo("own");
	}

	@Test
	void resultThatMayNotBeStoredIsNeverShared() throws Throwable {
		this.fixture.persistence.storable = false;
		BlockedLoad load = new BlockedLoad(() -> "dirty");
		Caller<Answer> leader = lead(load);
		Caller<Answer> follower = Caller.start(() -> this.query.get(() -> "own")).awaitWaiting();
		load.release();
		assertThat(leader.outcome().data()).isEqualTo("dirty");
		assertThat(follower.outcome().data()).isEqualTo("own");
	}

	@Test
	void followerThatIsInterruptedKeepsTheFlagAndLoadsAlone() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "leader's");
		Caller<Answer> leader = lead(load);
		CountDownLatch loaded = new CountDownLatch(1);
		Caller<Boolean> follower = Caller.start(() -> {
			assertThat(this.query.get(() -> {
				loaded.countDown();
				return "own";
			}).data()).isEqualTo("own");
			return Thread.currentThread().isInterrupted();
		}).awaitWaiting();
		follower.interrupt();
		assertThat(follower.outcome()).isTrue();
		assertThat(loaded.getCount()).isZero();
		load.release();
		assertThat(leader.outcome().data()).isEqualTo("leader's");
	}

	@Test
	void followerWhoseTagWasInvalidatedSinceTheLoadBeganLoadsAlone() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "leader's");
		Caller<Answer> leader = lead(load);
		this.fixture.invalidate("followers_own");
		Caller<Answer> follower = Caller.start(() -> this.query.tags("users", "followers_own").get(() -> "own"))
			.awaitWaiting();
		load.release();
		assertThat(follower.outcome().data()).isEqualTo("own");
		assertThat(leader.outcome().data()).isEqualTo("leader's");
	}

	@Test
	void followerForWhomTheResultWasTooOldOnArrivalLoadsAlone() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "leader's");
		Caller<Answer> leader = lead(load);
		this.fixture.advance(10);
		Caller<Answer> strict = Caller.start(() -> this.query.windows(5, 5).get(() -> "own")).awaitWaiting();
		load.release();
		assertThat(leader.outcome().data()).isEqualTo("leader's");
		assertThat(strict.outcome().data()).isEqualTo("own");
	}

	@Test
	void waitDoesNotMakeAResultTooOld() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "leader's");
		lead(load);
		this.fixture.advance(9);
		Caller<Answer> follower = Caller.start(() -> this.query.windows(5, 5).hit()).awaitWaiting();
		this.fixture.advance(10);
		load.release();
		assertThat(follower.outcome().data()).isEqualTo("leader's");
	}

	/**
	 * What is loaded after they came is what a load of their own would bring, even if a
	 * write makes it invalid for those who come later.
	 */
	@Test
	void followersOfAResultThatIsInvalidLoadOnceMoreTogether() throws Throwable {
		BlockedLoad first = new BlockedLoad(() -> "first");
		Caller<Answer> leader = lead(first);
		AtomicInteger loads = new AtomicInteger();
		BlockedLoad second = new BlockedLoad(() -> "load " + loads.incrementAndGet());
		List<Caller<Answer>> followers = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			followers.add(Caller.start(() -> this.query.get(second)));
		}
		awaitWaiting(followers, 50);
		this.fixture.invalidate("users");
		first.release();
		second.awaitEntered();
		awaitWaiting(followers, 49);
		this.fixture.invalidate("users");
		second.release();
		assertThat(leader.outcome().data()).isEqualTo("first");
		for (Caller<Answer> follower : followers) {
			assertThat(follower.outcome().data()).isEqualTo("load 1");
		}
		assertThat(loads).hasValue(1);
		assertThat(this.query.get(() -> "later").data()).isEqualTo("later");
	}

	@Test
	void callerThatComesAfterAWriteDuringTheSecondLoadDoesNotGetItsResult() throws Throwable {
		BlockedLoad first = new BlockedLoad(() -> "first");
		lead(first);
		BlockedLoad second = new BlockedLoad(() -> "second");
		Caller<Answer> follower = Caller.start(() -> this.query.get(second)).awaitWaiting();
		this.fixture.invalidate("users");
		first.release();
		second.awaitEntered();
		this.fixture.invalidate("users");
		Caller<Answer> late = Caller.start(() -> this.query.get(() -> "third")).awaitWaiting();
		second.release();
		assertThat(follower.outcome().data()).isEqualTo("second");
		assertThat(late.outcome().data()).isEqualTo("third");
	}

	@Test
	void followerWaitsForNoThirdLoad() throws Throwable {
		BlockedLoad first = new BlockedLoad(() -> "first");
		lead(first);
		BlockedLoad second = new BlockedLoad(() -> {
			throw new IOException();
		});
		List<Caller<Answer>> followers = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			followers.add(Caller.start(() -> this.query.get(second)));
		}
		awaitWaiting(followers, 2);
		this.fixture.invalidate("users");
		first.release();
		second.awaitEntered();
		awaitWaiting(followers, 1);
		second.release();
		for (Caller<Answer> follower : followers) {
			assertThatThrownBy(follower::outcome).isInstanceOf(IOException.class);
		}
	}

	private static void awaitWaiting(List<Caller<Answer>> callers, int count) {
		Awaitility.await().until(() -> callers.stream().filter(Caller::isWaiting).count() == count);
	}

	private Caller<Answer> lead(BlockedLoad load) throws InterruptedException {
		Caller<Answer> leader = Caller.start(() -> this.query.get(load));
		load.awaitEntered();
		return leader;
	}

	/**
	 * Have a stale entry, and its refresh running.
	 */
	private Caller<Object> refresh(BlockedLoad refresh) throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		this.query.get(refresh);
		Caller<Object> refresher = Caller.start(() -> {
			this.fixture.refreshes.runNext();
			return null;
		});
		refresh.awaitEntered();
		return refresher;
	}

}
