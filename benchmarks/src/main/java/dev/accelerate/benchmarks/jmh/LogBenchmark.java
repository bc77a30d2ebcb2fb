package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.accelerate.benchmarks.domain.Company;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
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

import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the log of a database costs on PostgreSQL: a hit, and small transactions that
 * write, of eight threads at once. Each thread changes rows of its own.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class LogBenchmark {

	/**
	 * By what the instances of the application tell each other.
	 */
	@Param({ "local", "table" })
	String log;

	private PeerApplication application;

	private UserQueries users;

	private EntityManager entityManager;

	private TransactionTemplate transaction;

	/**
	 * Start the application.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.startOnPostgres(Peer.ACCELERATE_POSTGRESQL,
				"accelerate.invalidation.log=" + this.log, "accelerate.invalidation.table.initialize-schema=always");
		this.users = this.application.users();
		this.entityManager = SharedEntityManagerCreator
			.createSharedEntityManager(this.application.bean(EntityManagerFactory.class));
		this.transaction = new TransactionTemplate(this.application.bean(PlatformTransactionManager.class));
	}

	/**
	 * Stop the application.
	 * @throws IOException if it cannot be stopped
	 */
	@TearDown(Level.Trial)
	public void stop() throws IOException {
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
	 * Change one row.
	 * @param writer who writes
	 * @return the changed entity
	 */
	@Benchmark
	@BenchmarkMode(Mode.Throughput)
	@OutputTimeUnit(TimeUnit.SECONDS)
	@Threads(8)
	public Object write(Writer writer) {
		String name = "Company " + writer.writes++;
		return this.transaction.execute((status) -> {
			Company company = this.entityManager.find(Company.class, writer.id);
			company.setName(name);
			return company;
		});
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
