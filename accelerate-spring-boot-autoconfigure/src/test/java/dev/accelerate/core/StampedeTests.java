package dev.accelerate.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.CacheStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QueryCache} with many threads that ask for one absent key at once.
 */
class StampedeTests {

	private static final int THREADS = 200;

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("users");

	@Test
	void loadsOnceAndSharesNothingMutable() throws Throwable {
		AtomicInteger loads = new AtomicInteger();
		BlockedLoad load = new BlockedLoad(() -> {
			loads.incrementAndGet();
			return List.of(new int[] { 1, 2 }, List.of("alice", new int[] { 3 }), "bob");
		});
		CountDownLatch start = new CountDownLatch(1);
		List<Caller<Answer>> callers = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			callers.add(Caller.start(() -> {
				start.await();
				return this.query.get(load, "alice");
			}));
		}
		start.countDown();
		Awaitility.await().until(() -> callers.stream().filter(Caller::isWaiting).count() == THREADS - 1);
		load.release();
		Set<Object> mutable = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Caller<Answer> caller : callers) {
			Answer answer = caller.outcome();
			assertThat(answer.status()).isEqualTo(CacheStatus.MISS);
			assertThat(answer.data()).usingRecursiveComparison()
				.isEqualTo(List.of(new int[] { 1, 2 }, List.of("alice", new int[] { 3 }), "bob"));
			assertThat(TestSnapshotter.mutableParts(answer.data())).hasSize(4).allMatch(mutable::add);
		}
		assertThat(loads).hasValue(1);
		assertThat(this.fixture.listener.events()).containsOnly("load STORED", "request miss", "join")
			.filteredOn((event) -> !event.equals("load STORED"))
			.hasSize(2 * THREADS - 1);
	}

	/**
	 * A caller finds nothing in the store, is overtaken by a whole load, and then leads a
	 * flight although the result is there. Who waits for that flight finds it, too.
	 */
	@Test
	void loadsOnceThoughSomeoneLeadsAfterTheResultHasLanded() throws Throwable {
		AtomicInteger loads = new AtomicInteger();
		TestCall.Load load = () -> "loaded " + loads.incrementAndGet();
		CountDownLatch lateHaveLooked = new CountDownLatch(2);
		CountDownLatch firstHasLanded = new CountDownLatch(1);
		CountDownLatch followerWaits = new CountDownLatch(1);
		CountDownLatch leaderLooksAgain = new CountDownLatch(1);
		Caller<Answer> leader = Caller.start(() -> {
			this.fixture.store.afterNextGet(() -> {
				lateHaveLooked.countDown();
				await(firstHasLanded);
				this.fixture.store.afterNextGet(() -> {
					leaderLooksAgain.countDown();
					await(followerWaits);
				});
			});
			return this.query.get(load);
		});
		Caller<Answer> follower = Caller.start(() -> {
			this.fixture.store.afterNextGet(() -> {
				lateHaveLooked.countDown();
				await(leaderLooksAgain);
			});
			return this.query.get(load);
		});
		await(lateHaveLooked);
		assertThat(this.query.get(load).data()).isEqualTo("loaded 1");
		firstHasLanded.countDown();
		follower.awaitWaiting();
		followerWaits.countDown();
		assertThat(leader.outcome().data()).isEqualTo("loaded 1");
		assertThat(follower.outcome().data()).isEqualTo("loaded 1");
		assertThat(loads).hasValue(1);
	}

	private static void await(CountDownLatch latch) {
		Caller.quietly(() -> {
			latch.await();
			return null;
		});
	}

}
