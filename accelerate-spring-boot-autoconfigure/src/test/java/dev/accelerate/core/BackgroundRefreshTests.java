package dev.accelerate.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.QuerySigner;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

/**
 * {@link BackgroundRefresh} with one thread and a queue of two.
 */
@Timeout(60)
class BackgroundRefreshTests {

	private final BackgroundRefresh refresh = new BackgroundRefresh(BackgroundRefreshTests::executor);

	private final CountDownLatch running = new CountDownLatch(1);

	private final CountDownLatch finish = new CountDownLatch(1);

	private final AtomicInteger runs = new AtomicInteger();

	@BeforeEach
	void start() {
		this.refresh.start();
	}

	@AfterEach
	void stop() {
		this.finish.countDown();
		this.refresh.stop();
	}

	@Test
	void runsARefreshOnAnotherThread() {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		assertThat(schedule("a", () -> thread.complete(Thread.currentThread()))).isTrue();
		assertThat(thread.join()).isNotSameAs(Thread.currentThread());
	}

	@Test
	void makesARefreshOnTheThreadOfTheCaller() {
		CompletableFuture<Thread> made = new CompletableFuture<>();
		this.refresh.schedule(signature("a"), () -> {
			made.complete(Thread.currentThread());
			return this.runs::incrementAndGet;
		});
		assertThat(made.join()).isSameAs(Thread.currentThread());
		Awaitility.await().untilAtomic(this.runs, is(1));
	}

	@Test
	void runsAtMostOneRefreshOfASignature() throws Exception {
		block();
		for (int i = 0; i < 10; i++) {
			assertThat(this.refresh.schedule(signature("running"), () -> {
				throw new AssertionError("made a refresh that is running already");
			})).isTrue();
		}
		assertThat(schedule("waiting", this.runs::incrementAndGet)).isTrue();
		for (int i = 0; i < 10; i++) {
			assertThat(this.refresh.schedule(signature("waiting"), () -> {
				throw new AssertionError("made a refresh that is waiting already");
			})).isTrue();
		}
		this.finish.countDown();
		Awaitility.await().untilAtomic(this.runs, is(2));
	}

	@Test
	void aSignatureCanBeRefreshedAgainAndAgain() {
		for (int i = 1; i <= 20; i++) {
			int expected = i;
			Awaitility.await().until(() -> {
				schedule("a", this.runs::incrementAndGet);
				return this.runs.get() >= expected;
			});
		}
	}

	@Test
	void aSignatureCanBeRefreshedAgainAfterAFailure() {
		schedule("a", () -> {
			this.runs.incrementAndGet();
			throw new IllegalStateException("the test lets a refresh fail");
		});
		Awaitility.with().dontCatchUncaughtExceptions().await().until(() -> {
			schedule("a", this.runs::incrementAndGet);
			return this.runs.get() >= 2;
		});
	}

	@Test
	void aSignatureCanBeRefreshedAfterItsRefreshCouldNotBeMade() {
		assertThat(this.refresh.schedule(signature("a"), () -> {
			throw new IllegalStateException();
		})).isFalse();
		schedule("a", this.runs::incrementAndGet);
		Awaitility.await().untilAtomic(this.runs, is(1));
	}

	@Test
	void rejectsWhatDoesNotFitIntoTheQueue() throws Exception {
		block();
		assertThat(schedule("b", this.runs::incrementAndGet)).isTrue();
		assertThat(schedule("c", this.runs::incrementAndGet)).isTrue();
		assertThat(schedule("d", this.runs::incrementAndGet)).isFalse();
		assertThat(schedule("d", this.runs::incrementAndGet)).isFalse();
		this.finish.countDown();
		Awaitility.await().untilAtomic(this.runs, is(3));
		assertThat(schedule("d", this.runs::incrementAndGet)).isTrue();
		Awaitility.await().untilAtomic(this.runs, is(4));
	}

	@Test
	void stopFinishesWhatRunsAndDropsWhatWaits() throws Exception {
		block();
		AtomicInteger dropped = new AtomicInteger();
		assertThat(schedule("waiting", dropped::incrementAndGet)).isTrue();
		CompletableFuture<Void> stopping = CompletableFuture.runAsync(this.refresh::stop);
		Awaitility.await().until(() -> !this.refresh.isRunning());
		assertThat(stopping).as("waits for the running refresh").isNotDone();
		assertThat(schedule("late", dropped::incrementAndGet)).isFalse();
		this.finish.countDown();
		stopping.get(30, TimeUnit.SECONDS);
		assertThat(this.runs).hasValue(1);
		assertThat(dropped).hasValue(0);
	}

	@Test
	void canBeStartedAgain() {
		this.refresh.stop();
		assertThat(this.refresh.isRunning()).isFalse();
		assertThat(schedule("a", this.runs::incrementAndGet)).isFalse();
		this.refresh.stop();
		this.refresh.start();
		assertThat(this.refresh.isRunning()).isTrue();
		assertThat(schedule("a", this.runs::incrementAndGet)).isTrue();
		Awaitility.await().untilAtomic(this.runs, is(1));
	}

	@Test
	void whatWasDroppedCanBeRefreshedAfterAnotherStart() throws Exception {
		block();
		assertThat(schedule("waiting", this.runs::incrementAndGet)).isTrue();
		CompletableFuture<Void> stopping = CompletableFuture.runAsync(this.refresh::stop);
		Awaitility.await().until(() -> !this.refresh.isRunning());
		this.finish.countDown();
		stopping.get(30, TimeUnit.SECONDS);
		this.refresh.start();
		assertThat(schedule("waiting", this.runs::incrementAndGet)).isTrue();
		Awaitility.await().untilAtomic(this.runs, is(2));
	}

	private void block() throws InterruptedException {
		assertThat(schedule("running", () -> {
			this.running.countDown();
			await(this.finish);
			this.runs.incrementAndGet();
		})).isTrue();
		this.running.await();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean schedule(String signature, Runnable task) {
		Supplier<Runnable> made = () -> task;
		return this.refresh.schedule(signature(signature), made);
	}

	private static ThreadPoolTaskExecutor executor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(1);
		executor.setMaxPoolSize(1);
		executor.setQueueCapacity(2);
		executor.setAwaitTerminationSeconds(30);
		executor.setDaemon(true);
		return executor;
	}

	private static QuerySignature signature(String argument) {
		return new QuerySigner("query", () -> "", new ArgumentEncoders(List.of()), List.of())
			.sign(new Object[] { argument });
	}

}
