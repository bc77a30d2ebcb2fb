package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.stat.Statistics;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long 200 threads take that ask at once for the same 100 entities, which no cache
 * has. The database is PostgreSQL for every peer, behind the ten connections that are the
 * default, and takes 20 ms more than it would for every statement. Besides the time until
 * all of them have their answer it tells how many statements reached the database, and
 * how long the callers waited, in microseconds since they were released. No two
 * iterations ask the same.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class StampedeBenchmark {

	private static final int CALLERS = 200;

	/**
	 * Who answers.
	 */
	@Param({ "POSTGRESQL", "CACHEABLE", "CACHEABLE_SYNC", "ACCELERATE_POSTGRESQL" })
	Peer peer;

	private PeerApplication application;

	private UserQueries users;

	private Statistics statistics;

	private ExecutorService threads;

	private CountDownLatch ready;

	private CountDownLatch released;

	private List<Future<Long>> callers;

	private volatile long start;

	private int call;

	/**
	 * Start the peer.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.startOnPostgres(this.peer,
				"spring.jpa.properties.hibernate.generate_statistics=true",
				"spring.jpa.properties.hibernate.session_factory.statement_inspector=" + Slowness.class.getName());
		this.users = this.application.users();
		this.statistics = this.application.bean(EntityManagerFactory.class)
			.unwrap(SessionFactory.class)
			.getStatistics();
		this.threads = Executors.newFixedThreadPool(CALLERS);
	}

	/**
	 * Have all threads wait for their release.
	 * @throws InterruptedException if interrupted
	 */
	@Setup(Level.Invocation)
	public void gather() throws InterruptedException {
		int asked = this.call++;
		this.ready = new CountDownLatch(CALLERS);
		this.released = new CountDownLatch(1);
		this.callers = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			this.callers.add(this.threads.submit(() -> call(asked)));
		}
		this.ready.await();
		this.statistics.clear();
	}

	private long call(int asked) throws InterruptedException {
		this.ready.countDown();
		this.released.await();
		Query.ENTITIES.run(this.users, asked);
		return System.nanoTime() - this.start;
	}

	/**
	 * Stop the peer.
	 * @throws IOException if it cannot be stopped
	 */
	@TearDown(Level.Trial)
	public void stop() throws IOException {
		this.threads.shutdown();
		this.application.close();
	}

	/**
	 * Release the threads, and wait for all of them.
	 * @param counters what is told besides
	 * @return the times of the callers
	 * @throws InterruptedException if interrupted
	 * @throws ExecutionException if a caller failed
	 */
	@Benchmark
	public long[] stampede(Counters counters) throws InterruptedException, ExecutionException {
		this.start = System.nanoTime();
		this.released.countDown();
		long[] times = new long[CALLERS];
		for (int i = 0; i < CALLERS; i++) {
			times[i] = this.callers.get(i).get();
		}
		Arrays.sort(times);
		counters.loads = this.statistics.getPrepareStatementCount();
		counters.p50 = TimeUnit.NANOSECONDS.toMicros(times[CALLERS / 2]);
		counters.p99 = TimeUnit.NANOSECONDS.toMicros(times[CALLERS * 99 / 100]);
		return times;
	}

	/**
	 * Time that the database takes, while the caller holds a connection. It takes no
	 * processor from the callers, as a server elsewhere would not.
	 */
	public static final class Slowness implements StatementInspector {

		private static final long serialVersionUID = 1L;

		@Override
		public String inspect(String sql) {
			if (sql.startsWith("select")) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
			}
			return sql;
		}

	}

	/**
	 * What is told besides the time. JMH adds up what the iterations tell: the raw data
	 * has each of them.
	 */
	@AuxCounters(AuxCounters.Type.EVENTS)
	@State(Scope.Thread)
	public static class Counters {

		/**
		 * Statements that reached the database.
		 */
		public long loads;

		/**
		 * Time of the median caller in microseconds.
		 */
		public long p50;

		/**
		 * Time in microseconds within which 99 of 100 callers had their answer.
		 */
		public long p99;

	}

}
