package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.accelerate.benchmarks.domain.User;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import dev.accelerate.benchmarks.peer.Transactions;
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

/**
 * What it costs to tell rows apart: a hit, and transactions that load entities, change
 * them and commit.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@SuppressWarnings("NullAway.Init")
public class RowsBenchmark {

	private static final int MANY = 100;

	/**
	 * Who answers.
	 */
	@Param({ "ACCELERATE", "ACCELERATE_POSTGRESQL" })
	Peer peer;

	/**
	 * What results depend on.
	 */
	@Param({ "auto", "table" })
	String precision;

	private PeerApplication application;

	private UserQueries users;

	private Transactions transactions;

	private long writes;

	/**
	 * Start the peer, and ask once, so that it has the answer.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.start(this.peer, "accelerate.invalidation.precision=" + this.precision);
		this.users = this.application.users();
		this.transactions = new Transactions(this.application);
		Query.BY_ID.run(this.users);
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
	 * Read what is in the cache.
	 * @return the answer
	 */
	@Benchmark
	@OutputTimeUnit(TimeUnit.NANOSECONDS)
	public Object hit() {
		return Query.BY_ID.run(this.users);
	}

	/**
	 * Change one entity.
	 * @return the entity
	 */
	@Benchmark
	@OutputTimeUnit(TimeUnit.MICROSECONDS)
	public Object flushOne() {
		return flush(1);
	}

	/**
	 * Change many entities.
	 * @return the entities
	 */
	@Benchmark
	@OutputTimeUnit(TimeUnit.MICROSECONDS)
	public Object flushMany() {
		return flush(MANY);
	}

	private List<User> flush(int count) {
		String name = "User " + this.writes++;
		return this.transactions.run((entities) -> {
			List<User> changed = entities.createQuery("select u from User u where u.id < ?1", User.class)
				.setParameter(1, (long) count)
				.getResultList();
			changed.forEach((user) -> user.setName(name));
			return changed;
		});
	}

}
