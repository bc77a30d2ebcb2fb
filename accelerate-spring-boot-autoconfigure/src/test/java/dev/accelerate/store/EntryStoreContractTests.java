package dev.accelerate.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.testing.MutableTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link EntryStore} must do.
 */
abstract class EntryStoreContractTests {

	private static final QuerySigner SIGNER = new QuerySigner("query", () -> "", new ArgumentEncoders(List.of()),
			List.of());

	private static final QuerySignature SIGNATURE = signature("any");

	protected final MutableTime time = new MutableTime();

	private EntryStore store;

	/**
	 * Create a store that ages by {@link #time}, if it does.
	 */
	protected abstract EntryStore create();

	@BeforeEach
	void createStore() {
		this.store = create();
	}

	@Test
	void keepsWhatIsPut() {
		assertThat(this.store.get(signature("a"))).isNull();
		Entry entry = entry("value", 1);
		this.store.put(signature("a"), entry);
		assertThat(this.store.get(signature("a"))).isEqualTo(entry);
		assertThat(this.store.get(signature("b"))).isNull();
	}

	@Test
	void keepsANullResult() {
		this.store.put(signature("a"), entry(null, 1));
		assertThat(this.store.get(signature("a"))).isNotNull().satisfies((entry) -> {
			assertThat(entry.snapshot().root()).isNull();
			assertThat(entry.dependencies().tags()).isEqualTo(Tags.of(List.of("tag")));
		});
	}

	@Test
	void aPutNeverReplacesAnEntryOfAHigherStamp() {
		Entry high = entry("high", 7);
		this.store.put(signature("a"), high);
		this.time.advance(Duration.ofSeconds(1));
		this.store.put(signature("a"), entry("low", 6));
		assertThat(this.store.get(signature("a"))).isEqualTo(high);
		Entry higher = entry("higher", 8);
		this.store.put(signature("a"), higher);
		assertThat(this.store.get(signature("a"))).isEqualTo(higher);
	}

	@Test
	void aPutNeverReplacesAnEntryOfAHigherStampOfAnotherJudge() {
		Entry later = entry("later", new Stamp(1, 5, new Stamp(7, 9)));
		Entry earlier = entry("earlier", new Stamp(1, 5, new Stamp(7, 8)));
		assertThat(earlier.mayReplace(later)).isFalse();
		assertThat(later.mayReplace(earlier)).isTrue();
		assertThat(earlier.mayReplace(entry("anew", new Stamp(1, 5, new Stamp(6, 9))))).isTrue();
	}

	@Test
	void ofTwoEntriesOfOneStampTheLaterLoadedIsKept() {
		Entry earlier = entry("earlier", 7);
		this.time.advance(Duration.ofSeconds(1));
		Entry later = entry("later", 7);
		this.store.put(signature("a"), later);
		this.store.put(signature("a"), earlier);
		assertThat(this.store.get(signature("a"))).isEqualTo(later);
		Entry failed = later.refreshFailed(this.time.source().nanos());
		this.store.put(signature("a"), failed);
		assertThat(this.store.get(signature("a"))).isEqualTo(failed);
	}

	@Test
	void anEntryOfAnotherEpochIsReplaced() {
		this.store.put(signature("a"), entry("old", new Stamp(1, 100)));
		Entry young = entry("young", new Stamp(2, 1));
		this.store.put(signature("a"), young);
		assertThat(this.store.get(signature("a"))).isEqualTo(young);
	}

	@Test
	void whateverTheOrderOfConcurrentPutsTheHighestStampStays() throws Exception {
		int threads = 4;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			for (int round = 0; round < 300; round++) {
				QuerySignature signature = signature("round " + round);
				CountDownLatch start = new CountDownLatch(1);
				List<Future<?>> puts = new ArrayList<>();
				List<Integer> positions = new ArrayList<>();
				for (int position = 0; position < 20 * threads; position++) {
					positions.add(position);
				}
				Collections.shuffle(positions, new java.util.Random(round));
				for (int thread = 0; thread < threads; thread++) {
					List<Integer> own = positions.subList(20 * thread, 20 * (thread + 1));
					puts.add(executor.submit(() -> {
						start.await();
						own.forEach((position) -> this.store.put(signature, entry("value", position)));
						return null;
					}));
				}
				start.countDown();
				for (Future<?> put : puts) {
					put.get(60, TimeUnit.SECONDS);
				}
				assertThat(this.store.get(signature)).isNotNull()
					.extracting((entry) -> entry.dependencies().stamp().position())
					.isEqualTo(20L * threads - 1);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	protected static QuerySignature signature(String argument) {
		return SIGNER.sign(new Object[] { argument });
	}

	protected Entry entry(Object value, long position) {
		return entry(value, new Stamp(1, position));
	}

	protected Entry entry(Object value, Stamp stamp) {
		return entry(value, stamp, Duration.ofSeconds(60));
	}

	protected Entry entry(Object value, Stamp stamp, Duration lifetime) {
		Dependencies dependencies = new Dependencies(stamp, Tags.of(List.of("tag")), Tables.NONE);
		return new Entry(SIGNATURE, new Snapshot(value, List.of()), dependencies, this.time.source().nanos(),
				this.time.instant(), lifetime.toNanos(), Backoff.NONE);
	}

}
