package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Invalidation;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import dev.accelerate.invalidation.Dependencies;
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
	 * Tags that no entry carries.
	 */
	private static final List<String> OTHER_TAGS = IntStream.range(0, BATCH).mapToObj((i) -> "other" + i).toList();

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

	private Stamp stamp;

	/**
	 * Start the application.
	 */
	@Setup(Level.Trial)
	public void start() {
		// By its weight each entry has tags of its own, though all share one object.
		this.application = PeerApplication.start(Peer.ACCELERATE, "accelerate.store.maximum-size=1TB");
		this.operations = this.application.bean(AccelerateOperations.class);
		this.invalidations = this.application.bean(Invalidations.class);
		this.store = this.application.bean(EntryStore.class);
		QuerySigner signer = new QuerySigner("query", () -> "", new ArgumentEncoders(List.of()), List.of());
		this.signatures = new QuerySignature[this.entries];
		for (int i = 0; i < this.entries; i++) {
			this.signatures[i] = signer.sign(new Object[] { i });
		}
		invalidateOtherTags(COMPILING);
	}

	/**
	 * Fill the store with valid entries, and let the collector finish with those that
	 * were there, so that it does not run into what is measured. What that leaves in the
	 * processor's caches depends on the number of entries, and not on what is measured:
	 * they are warmed by the invalidation of other tags, and by one look at the tags.
	 */
	@Setup(Level.Invocation)
	public void fill() {
		this.stamp = this.invalidations.stamp();
		long now = System.nanoTime();
		for (int i = 0; i < this.entries; i++) {
			this.store.put(this.signatures[i],
					new Entry(this.signatures[i], new Snapshot(i, List.of(), 16),
							new Dependencies(this.stamp, ALL_TAGS, Tables.NONE), now, Instant.EPOCH,
							TimeUnit.HOURS.toNanos(1), Backoff.NONE));
		}
		check(true);
		System.gc();
		invalidateOtherTags(CACHING);
		check(true, this.stamp, Tags.of(TAGS));
	}

	/**
	 * Do what is measured, as it is measured, and leave the entries alone.
	 */
	private void invalidateOtherTags(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		do {
			invalidate(OTHER_TAGS);
		}
		while (System.nanoTime() - end < 0);
	}

	private Invalidation invalidate(List<String> tags) {
		Invalidation last = null;
		for (String tag : tags) {
			last = this.operations.invalidate(tag);
		}
		return Objects.requireNonNull(last);
	}

	/**
	 * Make sure that no entry is valid any more, whichever of the tags it is judged by.
	 */
	@TearDown(Level.Invocation)
	public void check() {
		check(false);
		for (String tag : TAGS) {
			check(false, this.stamp, Tags.of(List.of(tag)));
		}
	}

	private void check(boolean valid) {
		for (QuerySignature signature : this.signatures) {
			Entry entry = this.store.get(signature);
			if (valid && entry == null) {
				throw new IllegalStateException("An entry is not there");
			}
			if (entry != null) {
				check(valid, entry.dependencies().stamp(), entry.dependencies().tags());
			}
		}
	}

	private void check(boolean valid, Stamp stamp, Tags tags) {
		if (this.invalidations.isValid(new Dependencies(stamp, tags, Tables.NONE), Tags.NONE, 0) != valid) {
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
	 * @return the last receipt
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public Invalidation invalidateTag() {
		return invalidate(TAGS);
	}

}
