package dev.accelerate.invalidation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.store.Backoff;
import dev.accelerate.store.Entry;
import dev.accelerate.store.LocalCache;
import dev.accelerate.store.SpringCacheEntryStore;

/**
 * Benchmark of the invalidation of a tag that few or many entries carry. It is not a
 * test: {@code CONTRIBUTING.md} says how to run it.
 */
public final class InvalidationCostBenchmark {

	private static final Tags TAG = Tags.of(List.of("tag"));

	private static final int ROUNDS = 21;

	private static final int APPENDS = 20_000;

	private InvalidationCostBenchmark() {
	}

	/**
	 * Print what an invalidation costs at 1,000 and at 1,000,000 entries.
	 */
	public static void main(String[] arguments) {
		measure(1_000);
		for (int entries : new int[] { 1_000, 1_000_000 }) {
			System.out.printf(Locale.ROOT, "%,9d entries of the tag: %6.1f ns for each invalidation%n", entries,
					measure(entries));
		}
	}

	/**
	 * Return the median of several rounds, in nanoseconds. After each, every entry must
	 * be invalid.
	 */
	private static double measure(int entries) {
		Invalidations invalidations = new Invalidations(new LocalInvalidationLog(), InvalidationListener.NONE);
		SpringCacheEntryStore store = new SpringCacheEntryStore(new LocalCache(Long.MAX_VALUE, () -> 0));
		QuerySigner signer = new QuerySigner("query", new ArgumentEncoders(List.of()), List.of());
		InvalidationRecord record = InvalidationRecord.of(TAG);
		double[] rounds = new double[ROUNDS];
		for (int round = 0; round < ROUNDS; round++) {
			if (round % 10 == 0) {
				fill(store, signer, entries, invalidations.stamp());
			}
			long start = System.nanoTime();
			for (int i = 0; i < APPENDS; i++) {
				invalidations.append(record, InvalidationListener.Origin.APPLICATION);
			}
			rounds[round] = (System.nanoTime() - start) / (double) APPENDS;
		}
		for (int i = 0; i < entries; i += 97) {
			Entry entry = store.get(signer.sign(new Object[] { i }));
			if (entry == null || invalidations.isValid(entry.stamp(), entry.tags())) {
				throw new IllegalStateException("Entry " + i + " is not there, or still valid: " + entry);
			}
		}
		Arrays.sort(rounds);
		return rounds[ROUNDS / 2];
	}

	private static void fill(SpringCacheEntryStore store, QuerySigner signer, int entries, Stamp stamp) {
		for (int i = 0; i < entries; i++) {
			store.put(signer.sign(new Object[] { i }), new Entry(new Snapshot(i, List.of(), 16), stamp, TAG,
					Tables.NONE, 0, Instant.EPOCH, Long.MAX_VALUE, Backoff.NONE));
		}
	}

}
