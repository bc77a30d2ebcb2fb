package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.accelerate.CacheStatus;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import dev.accelerate.store.EntryStore;
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
 * What an answer costs that no cache has, with and without this project before
 * PostgreSQL. No call asks what another has asked: both peers go through the same
 * arguments in the same order, from the first one in every iteration, however many
 * threads share them. Should they run out, the store is emptied. It has room for all of
 * them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class MissBenchmark {

	/**
	 * Who answers.
	 */
	@Param({ "POSTGRESQL", "ACCELERATE_POSTGRESQL" })
	Peer peer;

	/**
	 * What is asked.
	 */
	@Param({ "BY_ID", "ONE_ENTITY", "ENTITIES", "COUNT" })
	Query query;

	private PeerApplication application;

	private UserQueries users;

	private int call;

	/**
	 * Start the peer.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.start(this.peer, "accelerate.store.maximum-size=2GB");
		this.users = this.application.users();
	}

	/**
	 * Begin again with the first argument, and with an empty store.
	 */
	@Setup(Level.Iteration)
	public synchronized void forget() {
		this.call = 0;
		if (this.peer == Peer.ACCELERATE_POSTGRESQL) {
			this.application.bean(EntryStore.class).clear();
		}
	}

	/**
	 * Make sure that the database answered every call.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		long hits = Requests.count(this.application, CacheStatus.TTL);
		long bypasses = Requests.count(this.application, CacheStatus.NONE);
		long misses = Requests.count(this.application, CacheStatus.MISS);
		if (hits > 0 || bypasses > 0 || (misses > 0) != (this.peer == Peer.ACCELERATE_POSTGRESQL)) {
			throw new IllegalStateException(
					"%d hits, %d bypasses and %d misses: every call must be a miss".formatted(hits, bypasses, misses));
		}
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
	 * Ask what was not asked before.
	 * @return the answer
	 */
	@Benchmark
	public Object miss() {
		return this.query.run(this.users, nextCall());
	}

	/**
	 * Return the next argument. Nobody gets one until the store is empty again.
	 */
	private synchronized int nextCall() {
		if (this.call == Query.CALLS) {
			forget();
		}
		return this.call++;
	}

}
