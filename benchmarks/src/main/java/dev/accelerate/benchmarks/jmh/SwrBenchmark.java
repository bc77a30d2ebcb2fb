package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;

/**
 * What a stale answer costs beside a fresh one, while the refresh that the first stale
 * answer scheduled is in progress. That refresh is held back until all is measured, so
 * that nothing but the answers is: every stale one finds that a refresh is under way. The
 * refresh itself is a miss on another thread, see {@link MissBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class SwrBenchmark {

	/**
	 * How old the answer is.
	 */
	@Param
	Age age;

	/**
	 * What is asked.
	 */
	@Param({ "COUNT", "ONE_ENTITY", "ENTITIES", "RECORDS" })
	Query query;

	private PeerApplication application;

	private UserQueries users;

	/**
	 * Start the peer, and ask twice: the second answer is of the age asked for. From then
	 * on the cache is on its own.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.start(Peer.ACCELERATE, HeldRefreshes.class,
				"accelerate.strategies[*][*].ttl=" + this.age.ttl, "accelerate.strategies[*][*].swr=3600");
		this.users = this.application.users();
		this.query.run(this.users);
		CacheStatus status = this.application.bean(AccelerateOperations.class)
			.withAccelerateInfo(() -> this.query.run(this.users))
			.info()
			.cacheStatus();
		if (status != this.age.status) {
			throw new IllegalStateException("The answer is " + status + " and not " + this.age.status);
		}
		this.application.dropTables();
	}

	/**
	 * Stop the peer.
	 * @throws IOException if it cannot be stopped
	 */
	@TearDown(Level.Trial)
	public void stop() throws IOException {
		this.application.bean(CountDownLatch.class).countDown();
		this.application.close();
	}

	/**
	 * Ask.
	 * @return the answer
	 */
	@Benchmark
	public Object hit() {
		return this.query.run(this.users);
	}

	/**
	 * Age of an answer.
	 */
	public enum Age {

		/**
		 * Within the time-to-live.
		 */
		FRESH(3600, CacheStatus.TTL),

		/**
		 * After the time-to-live, which is zero.
		 */
		STALE(0, CacheStatus.SWR);

		private final int ttl;

		private final CacheStatus status;

		Age(int ttl, CacheStatus status) {
			this.ttl = ttl;
			this.status = status;
		}

	}

	/**
	 * Configuration that holds every refresh back.
	 */
	@Configuration(proxyBeanMethods = false)
	static class HeldRefreshes {

		@Bean
		CountDownLatch measured() {
			return new CountDownLatch(1);
		}

		@Bean
		TaskDecorator heldRefresh(CountDownLatch measured) {
			return (refresh) -> () -> {
				try {
					measured.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			};
		}

	}

}
