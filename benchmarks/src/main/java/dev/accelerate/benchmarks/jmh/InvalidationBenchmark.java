package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Invalidation;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it costs to invalidate a tag that few or many entries carry. All of them are valid
 * when an iteration begins, and none of them when it ends.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = "-Xmx3g")
@SuppressWarnings("NullAway.Init")
public class InvalidationBenchmark {

	private static final String TAG = "tag";

	private static final Tags TAGS = Tags.of(List.of(TAG));

	/**
	 * How many entries carry the tag.
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
		this.application = PeerApplication.start(Peer.ACCELERATE, "accelerate.store.maximum-size=2GB");
		this.operations = this.application.bean(AccelerateOperations.class);
		this.invalidations = this.application.bean(Invalidations.class);
		this.store = this.application.bean(EntryStore.class);
		QuerySigner signer = new QuerySigner("query", new ArgumentEncoders(List.of()), List.of());
		this.signatures = new QuerySignature[this.entries];
		for (int i = 0; i < this.entries; i++) {
			this.signatures[i] = signer.sign(new Object[] { i });
		}
	}

	/**
	 * Fill the store with valid entries, and let the collector finish with those that
	 * were there, so that it does not run into what is measured.
	 */
	@Setup(Level.Iteration)
	public void fill() {
		Stamp stamp = this.invalidations.stamp();
		long now = System.nanoTime();
		for (int i = 0; i < this.entries; i++) {
			this.store.put(this.signatures[i], new Entry(new Snapshot(i, List.of(), 16), stamp, TAGS, Tables.NONE, now,
					Instant.EPOCH, TimeUnit.HOURS.toNanos(1), Backoff.NONE));
		}
		check(true);
		System.gc();
	}

	/**
	 * Make sure that all entries are there, and invalid.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		check(false);
	}

	private void check(boolean valid) {
		for (QuerySignature signature : this.signatures) {
			Entry entry = this.store.get(signature);
			if (entry == null || this.invalidations.isValid(entry.stamp(), entry.tags()) != valid) {
				throw new IllegalStateException(
						"An entry is not there, or " + (valid ? "invalid" : "still valid") + ": " + entry);
			}
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
	 * Invalidate the tag.
	 * @return the receipt
	 */
	@Benchmark
	public Invalidation invalidateTag() {
		return this.operations.invalidate(TAG);
	}

}
