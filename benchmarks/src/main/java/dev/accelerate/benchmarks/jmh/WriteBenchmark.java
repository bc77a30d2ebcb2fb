package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import dev.accelerate.CacheStatus;
import dev.accelerate.benchmarks.domain.Company;
import dev.accelerate.benchmarks.domain.User;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import dev.accelerate.benchmarks.peer.Transactions;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * How many calls a second are answered of which one in ten writes, before PostgreSQL. The
 * reads ask for one of 300 users, and for some users far more often than for others. A
 * write is a transaction that loads an entity and changes its name; nobody invalidates
 * anything by hand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(2)
@SuppressWarnings("NullAway.Init")
public class WriteBenchmark {

	private static final int KEYS = 300;

	private static final int COMPANIES = 10;

	/**
	 * Who answers.
	 */
	@Param({ "POSTGRESQL", "HIBERNATE", "ACCELERATE_POSTGRESQL" })
	Peer peer;

	/**
	 * What is written.
	 */
	@Param
	Written written;

	/**
	 * What is read.
	 */
	@Param
	Reads reads;

	/**
	 * What results of this project depend on.
	 */
	@Param({ "auto", "table" })
	String precision;

	private PeerApplication application;

	private UserQueries users;

	private Transactions transactions;

	/**
	 * Start the peer.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.startOnPostgres(this.peer,
				"accelerate.invalidation.precision=" + this.precision);
		this.users = this.application.users();
		this.transactions = new Transactions(this.application);
	}

	/**
	 * Stop the peer.
	 * @throws IOException if it cannot be stopped
	 */
	@TearDown(Level.Trial)
	public void stop() throws IOException {
		this.application.close();
	}

	/**
	 * Read, or write.
	 * @param caller who calls
	 * @param counters what is told besides
	 * @return the answer
	 */
	@Benchmark
	public Object call(Caller caller, Counters counters) {
		if (caller.random.nextInt(10) == 0) {
			counters.writes++;
			return this.written.write(this, caller);
		}
		Query query = (this.reads == Reads.BY_ID || caller.random.nextBoolean()) ? Query.BY_ID : Query.ONE_ENTITY;
		return query.run(this.users, caller.user());
	}

	/**
	 * Way of reading.
	 */
	public enum Reads {

		/**
		 * Half of the reads are by identifier, and half by a part of the address.
		 */
		MIXED,

		/**
		 * By identifier only.
		 */
		BY_ID

	}

	/**
	 * Table that is written.
	 */
	public enum Written {

		/**
		 * The one that is read: a write invalidates all that was cached.
		 */
		SAME_TABLE {

			@Override
			Object write(WriteBenchmark benchmark, Caller caller) {
				long id = caller.user();
				String name = "User " + caller.random.nextInt();
				return benchmark.transactions.run((entities) -> {
					User user = entities.find(User.class, id);
					user.setName(name);
					return user;
				});
			}

		},

		/**
		 * Another one: a write invalidates nothing that was cached.
		 */
		OTHER_TABLE {

			@Override
			Object write(WriteBenchmark benchmark, Caller caller) {
				long id = caller.random.nextInt(COMPANIES);
				String name = "Company " + caller.random.nextInt();
				return benchmark.transactions.run((entities) -> {
					Company company = entities.find(Company.class, id);
					company.setName(name);
					return company;
				});
			}

		};

		abstract Object write(WriteBenchmark benchmark, Caller caller);

	}

	/**
	 * Thread that calls, which chooses at random, but the same in every run.
	 */
	@State(Scope.Thread)
	public static class Caller {

		private SplittableRandom random;

		/**
		 * Begin anew.
		 * @param thread which thread this is
		 */
		@Setup(Level.Trial)
		public void start(ThreadParams thread) {
			this.random = new SplittableRandom(thread.getThreadIndex());
		}

		/**
		 * Choose a user. More than a quarter of the choices falls on two of them.
		 */
		int user() {
			return (int) (KEYS * Math.pow(this.random.nextDouble(), 4));
		}

	}

	/**
	 * What is told besides the throughput. JMH adds up what the threads and iterations
	 * tell.
	 */
	@AuxCounters(AuxCounters.Type.EVENTS)
	@State(Scope.Thread)
	public static class Counters {

		/**
		 * Calls that wrote.
		 */
		public long writes;

		/**
		 * Reads that the cache of this project answered, told by one thread for all.
		 */
		public long hits;

		private PeerApplication application;

		private boolean first;

		private long before;

		/**
		 * Look at the counters of the cache.
		 * @param benchmark the benchmark
		 * @param thread which thread this is
		 */
		@Setup(Level.Iteration)
		public void start(WriteBenchmark benchmark, ThreadParams thread) {
			this.application = benchmark.application;
			this.first = thread.getThreadIndex() == 0;
			this.before = Requests.count(this.application, CacheStatus.TTL);
		}

		/**
		 * Look again.
		 */
		@TearDown(Level.Iteration)
		public void stop() {
			if (this.first) {
				this.hits = Requests.count(this.application, CacheStatus.TTL) - this.before;
			}
		}

	}

}
