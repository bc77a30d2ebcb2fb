package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.store.Backoff;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to invalidate a tag that few or many entries carry. Every entry carries
 * all tags of a batch, and is there and valid whenever a batch begins: a walk through the
 * entries would have to be made in every batch, by its first call at least, and a walk
 * through a million of them takes some hundred times as long as a whole batch does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = { "-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch" })
@SuppressWarnings("NullAway.Init")
public class InvalidationBenchmark {

	/**
	 * How many tags are invalidated in a batch, each of them once.
	 */
	private static final int BATCH = 100;

	private static final List<String> TAGS = IntStream.range(0, BATCH).mapToObj((i) -> "tag" + i).toList();

	private static final Tags ALL_TAGS = Tags.of(TAGS);

	/**
	 * Tag that no entry carries.
	 */
	private static final String OTHER_TAG = "other";

	private static final Duration COMPILING = Duration.ofSeconds(1);

	private static final Duration CACHING = Duration.ofMillis(5);

	/**
	 * How many entries carry the tags.
	 */
	@Param({ "1000", "1000000" })
	int entries;

	private PeerApplication application;

	private AccelerateOperations operations;

	private Invalidations invalidations;

	private EntryStore store;

	private QuerySignature[] signatures;

	/**
	 * Start the application.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.start(Peer.ACCELERATE, "accelerate.store.maximum-size=1TB");
		this.operations = this.application.bean(AccelerateOperations.class);
		this.invalidations = this.application.bean(Invalidations.class);
		this.store = this.application.bean(EntryStore.class);
		QuerySigner signer = new QuerySigner("query", new ArgumentEncoders(List.of()), List.of());
		this.signatures = new QuerySignature[this.entries];
		for (int i = 0; i < this.entries; i++) {
			this.signatures[i] = signer.sign(new Object[] { i });
		}
		invalidateOtherTag(COMPILING);
	}

	/**
	 * Fill the store with valid entries, and let the collector finish with those that
	 * were there, so that it does not run into what is measured. What that leaves in the
	 * processor's caches depends on the number of entries, and not on what is measured:
	 * they are warmed by the invalidation of another tag, and by one look at the tags.
	 */
	@Setup(Level.Invocation)
	public void fill() {
		Stamp stamp = this.invalidations.stamp();
		long now = System.nanoTime();
		for (int i = 0; i < this.entries; i++) {
			this.store.put(this.signatures[i], new Entry(new Snapshot(i, List.of(), 16), stamp, ALL_TAGS, Tables.NONE,
					now, Instant.EPOCH, TimeUnit.HOURS.toNanos(1), Backoff.NONE));
		}
		check(true);
		System.gc();
		invalidateOtherTag(CACHING);
		check(true, stamp, Tags.of(TAGS));
	}

	private void invalidateOtherTag(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		do {
			this.operations.invalidate(OTHER_TAG);
		}
		while (System.nanoTime() - end < 0);
	}

	/**
	 * Make sure that no entry is valid any more.
	 */
	@TearDown(Level.Invocation)
	public void check() {
		check(false);
	}

	private void check(boolean valid) {
		for (QuerySignature signature : this.signatures) {
			Entry entry = this.store.get(signature);
			if (valid && entry == null) {
				throw new IllegalStateException("An entry is not there");
			}
			if (entry != null) {
				check(valid, entry.stamp(), entry.tags());
			}
		}
	}

	private void check(boolean valid, Stamp stamp, Tags tags) {
		if (this.invalidations.isValid(stamp, tags) != valid) {
			throw new IllegalStateException("An entry is " + (valid ? "invalid" : "still valid"));
		}
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
	 * Invalidate the tags, one after the other.
	 * @param blackhole what takes the receipts
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void invalidateTag(Blackhole blackhole) {
		for (String tag : TAGS) {
			blackhole.consume(this.operations.invalidate(tag));
		}
	}

}
