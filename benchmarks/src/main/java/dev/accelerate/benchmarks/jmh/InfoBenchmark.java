package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.benchmarks.domain.TestData;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.EnvelopeQueries;
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
 * What it costs to be told how a call was answered, and to give a strategy for a single
 * call. All of them are hits.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class InfoBenchmark {

	private static final CacheOptions OPTIONS = CacheOptions.ofTtl(300).withTags("benchmark");

	/**
	 * What is asked.
	 */
	@Param({ "COUNT", "ENTITIES" })
	Query query;

	private PeerApplication application;

	private UserQueries users;

	private EnvelopeQueries envelopes;

	private AccelerateOperations operations;

	private boolean counting;

	private String part;

	/**
	 * Start the peer, and ask once in each way. From then on the cache is on its own.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.start(Peer.ACCELERATE);
		this.users = this.application.users();
		this.envelopes = this.application.bean(EnvelopeQueries.class);
		this.operations = this.application.bean(AccelerateOperations.class);
		this.counting = this.query == Query.COUNT;
		this.part = TestData.group(7);
		envelope();
		withAccelerateInfo();
		withCacheStrategy();
		withNewCacheStrategy();
		this.application.dropTables();
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
	 * Ask a method that returns an envelope.
	 * @return the answer and how it came about
	 */
	@Benchmark
	public Object envelope() {
		return this.counting ? this.envelopes.countByEmailContaining(this.part)
				: this.envelopes.findByEmailContaining(this.part);
	}

	/**
	 * Ask, and be told by the operations.
	 * @return the answer and how it came about
	 */
	@Benchmark
	public Object withAccelerateInfo() {
		return this.operations.withAccelerateInfo(() -> this.query.run(this.users));
	}

	/**
	 * Ask, with a strategy that is made once.
	 * @return the answer
	 */
	@Benchmark
	public Object withCacheStrategy() {
		return this.operations.withCacheStrategy(OPTIONS, () -> this.query.run(this.users));
	}

	/**
	 * Ask, with a strategy that is made for the call.
	 * @return the answer
	 */
	@Benchmark
	public Object withNewCacheStrategy() {
		return this.operations.withCacheStrategy(CacheOptions.ofTtl(200).withTags("benchmark"),
				() -> this.query.run(this.users));
	}

}
