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

/**
 * What an answer costs that a peer has already.
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
	 * Start the peer, and ask once, so that it has the answer.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.start(this.peer);
		this.users = this.application.users();
		this.query.run(this.users);
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
	 * Ask.
	 * @return the answer
	 */
	@Benchmark
	public Object hit() {
		return this.query.run(this.users);
	}

}
