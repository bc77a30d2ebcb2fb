package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.accelerate.benchmarks.domain.Company;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import dev.accelerate.benchmarks.peer.Transactions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * What the log of a database costs on PostgreSQL: a hit, and small transactions that
 * write, of eight threads at once. Each thread changes rows of its own. A commit is on
 * the disk before it is acknowledged, as PostgreSQL does unless told otherwise.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class LogBenchmark {

	private static final int OTHERS = 10;

	/**
	 * By what the instances of the application tell each other.
	 */
	@Param
	Setting setting;

	private final List<PeerApplication> others = new ArrayList<>();

	private PeerApplication application;

	private UserQueries users;

	private Transactions transactions;

	/**
	 * Start the instances.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.startOnPostgres(Peer.ACCELERATE_POSTGRESQL, properties());
		this.users = this.application.users();
		this.transactions = new Transactions(this.application);
		for (int i = 0; i < this.setting.others; i++) {
			this.others.add(this.application.startBeside(Peer.ACCELERATE_POSTGRESQL, properties()));
		}
	}

	private String[] properties() {
		return new String[] { "accelerate.invalidation.log=" + this.setting.log,
				"accelerate.invalidation.table.initialize-schema=always",
				"spring.datasource.hikari.connection-init-sql=set synchronous_commit = on" };
	}

	/**
	 * Read something in the other instances, as they would rest otherwise.
	 */
	@Setup(Level.Iteration)
	public void read() {
		this.others.forEach((other) -> Query.COUNT.run(other.users()));
	}

	/**
	 * Stop the instances.
	 * @throws IOException if one cannot be stopped
	 */
	@TearDown(Level.Trial)
	public void stop() throws IOException {
		for (PeerApplication other : this.others) {
			other.close();
		}
		this.application.close();
	}

	/**
	 * Read what is in the cache.
	 * @return the answer
	 */
	@Benchmark
	@BenchmarkMode(Mode.AverageTime)
	@OutputTimeUnit(TimeUnit.NANOSECONDS)
	public Object hit() {
		return Query.COUNT.run(this.users);
	}

	/**
	 * Change one row. With the second compiler, which the threads leave little of the
	 * processors, it takes minutes until nothing is compiled any more.
	 * @param writer who writes
	 * @return the changed entity
	 */
	@Benchmark
	@BenchmarkMode(Mode.Throughput)
	@OutputTimeUnit(TimeUnit.SECONDS)
	@Threads(8)
	@Fork(jvmArgsAppend = "-XX:TieredStopAtLevel=1")
	public Object write(Writer writer) {
		String name = "Company " + writer.writes++;
		return this.transactions.run((entities) -> {
			Company company = entities.find(Company.class, writer.id);
			company.setName(name);
			return company;
		});
	}

	/**
	 * Log, and how many other instances read it.
	 */
	public enum Setting {

		/**
		 * One instance that tells nobody.
		 */
		LOCAL("local", 0),

		/**
		 * One instance with the log in its database.
		 */
		TABLE("table", 0),

		/**
		 * Instances with the log in their database, of which one is measured.
		 */
		TABLE_OF_ELEVEN("table", OTHERS);

		private final String log;

		private final int others;

		Setting(String log, int others) {
			this.log = log;
			this.others = others;
		}

	}

	/**
	 * Thread that writes.
	 */
	@State(Scope.Thread)
	public static class Writer {

		private long id;

		private long writes;

		/**
		 * Choose a row that no other thread changes.
		 * @param thread which thread this is
		 */
		@Setup(Level.Trial)
		public void start(ThreadParams thread) {
			this.id = thread.getThreadIndex();
		}

	}

}
