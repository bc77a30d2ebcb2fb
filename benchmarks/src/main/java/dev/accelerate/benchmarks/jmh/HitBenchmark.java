package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

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

import org.springframework.dao.DataAccessException;

/**
 * What an answer costs that a peer has already. A cache has lost its database when it is
 * measured: a call that is no hit fails.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class HitBenchmark {

	/**
	 * Who answers.
	 */
	@Param
	Peer peer;

	/**
	 * What is asked.
	 */
	@Param
	Query query;

	private PeerApplication application;

	private UserQueries users;

	/**
	 * Start the peer, and ask once, so that it has the answer. From then on a cache is on
	 * its own.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.start(this.peer);
		this.users = this.application.users();
		this.query.run(this.users);
		if (this.peer.isCache()) {
			this.application.dropTables();
		}
	}

	/**
	 * Make sure that what is measured as no cache is none, and stop the peer.
	 * @throws IOException if it cannot be stopped
	 */
	@TearDown(Level.Trial)
	public void stop() throws IOException {
		try (PeerApplication stopped = this.application) {
			if (!this.peer.isCache()) {
				stopped.dropTables();
				checkThatItFails();
			}
		}
	}

	private void checkThatItFails() {
		try {
			this.query.run(this.users);
		}
		catch (DataAccessException ex) {
			return;
		}
		throw new IllegalStateException(this.peer + " answers without its database: it has a cache");
	}

	/**
	 * Ask.
	 * @return the answer
	 */
	@Benchmark
	public Object hit() {
		return this.query.run(this.users);
	}

}
