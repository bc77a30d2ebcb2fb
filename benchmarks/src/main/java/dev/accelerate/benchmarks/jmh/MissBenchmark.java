package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.accelerate.CacheStatus;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import dev.accelerate.store.EntryStore;
import dev.accelerate.store.LocalEntryCache;
import dev.accelerate.store.LocalEntryCache;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What an answer costs that no cache has. Two applications, with and without this
 * project, ask one PostgreSQL in turns: what is to be seen is a few percent of a query
 * that takes a tenth more or less in the next JVM. Their sum is the score; what each of
 * them takes is told besides. What is garbage of the one may have to be collected while
 * the other is asked.
 * <p>
 * No call asks what another has asked: the arguments begin with the first one in every
 * iteration, however many threads share them. Should they run out, the store is emptied.
 * It has room for all of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class MissBenchmark {

	/**
	 * Name of the score that tells what a miss takes, in microseconds.
	 */
	public static final String WITH_CACHE = "withCache";

	/**
	 * Name of the score that tells what the same query takes without this project, in
	 * microseconds.
	 */
	public static final String WITHOUT_CACHE = "withoutCache";

	/**
	 * What is asked.
	 */
	@Param({ "BY_ID", "ONE_ENTITY", "ENTITIES", "COUNT" })
	Query query;

	private PeerApplication plain;

	private PeerApplication accelerated;

	private UserQueries plainUsers;

	private UserQueries acceleratedUsers;

	private int call;

	private long asked;

	private long misses;

	/**
	 * Start both applications.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.plain = PeerApplication.start(Peer.POSTGRESQL);
		this.accelerated = this.plain.startBeside(Peer.ACCELERATE_POSTGRESQL, "accelerate.store.maximum-size=2GB");
		this.plainUsers = this.plain.users();
		this.acceleratedUsers = this.accelerated.users();
		if (this.plain.has(EntryStore.class)) {
			throw new IllegalStateException("The application without this project has its cache");
		}
	}

	/**
	 * Begin again with the first argument, and with an empty store.
	 */
	@Setup(Level.Iteration)
	public synchronized void begin() {
		this.asked = 0;
		this.misses = Requests.count(this.accelerated, CacheStatus.MISS);
		forget();
	}

	private void forget() {
		this.call = 0;
		this.accelerated.bean(LocalEntryCache.class).cache().clear();
	}

	/**
	 * Make sure that the database answered every call, and that every answer was kept.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		long hits = Requests.count(this.accelerated, CacheStatus.TTL);
		long bypasses = Requests.count(this.accelerated, CacheStatus.NONE);
		long missed = Requests.count(this.accelerated, CacheStatus.MISS) - this.misses;
		long kept = this.accelerated.bean(LocalEntryCache.class).entries();
		if (hits > 0 || bypasses > 0 || missed != this.asked || kept != this.call) {
			throw new IllegalStateException(
					"%d hits, %d bypasses and %d misses of %d calls, %d of the last %d kept: every call must be a miss"
						.formatted(hits, bypasses, missed, this.asked, kept, this.call));
		}
	}

	/**
	 * Stop both applications.
	 * @throws IOException if one cannot be stopped
	 */
	@TearDown(Level.Trial)
	public void stop() throws IOException {
		this.accelerated.close();
		this.plain.close();
	}

	/**
	 * Ask both applications what neither was asked before. Each of them is the first one
	 * every other time, as the database is faster when it is asked the same again.
	 * @param times what each of them takes
	 * @return the two answers
	 */
	@Benchmark
	public Object[] miss(Times times) {
		int next = nextCall();
		Object[] answers = new Object[2];
		boolean plainFirst = next % 2 == 0;
		long start = System.nanoTime();
		answers[0] = this.query.run(plainFirst ? this.plainUsers : this.acceleratedUsers, next);
		long between = System.nanoTime();
		answers[1] = this.query.run(plainFirst ? this.acceleratedUsers : this.plainUsers, next);
		long end = System.nanoTime();
		times.add(plainFirst ? between - start : end - between, plainFirst ? end - between : between - start);
		return answers;
	}

	/**
	 * Return the next argument. Nobody gets one until the store is empty again.
	 */
	private synchronized int nextCall() {
		if (this.call == Query.CALLS) {
			forget();
		}
		this.asked++;
		return this.call++;
	}

	/**
	 * What a call takes. JMH adds up what the threads tell, so that each tells its share,
	 * and in its own report also what the iterations tell: a mean is what the suite makes
	 * of them.
	 */
	@AuxCounters(AuxCounters.Type.EVENTS)
	@State(Scope.Thread)
	public static class Times {

		private int threads;

		private long calls;

		private long plain;

		private long accelerated;

		/**
		 * Begin anew.
		 * @param thread how many threads there are
		 */
		@Setup(Level.Iteration)
		public void start(ThreadParams thread) {
			this.threads = thread.getThreadCount();
			this.calls = 0;
			this.plain = 0;
			this.accelerated = 0;
		}

		void add(long plain, long accelerated) {
			this.calls++;
			this.plain += plain;
			this.accelerated += accelerated;
		}

		/**
		 * Return what a call takes without this project.
		 * @return microseconds
		 */
		public double withoutCache() {
			return microseconds(this.plain);
		}

		/**
		 * Return what a miss takes.
		 * @return microseconds
		 */
		public double withCache() {
			return microseconds(this.accelerated);
		}

		private double microseconds(long nanos) {
			return nanos / 1000.0 / this.calls / this.threads;
		}

	}

}
