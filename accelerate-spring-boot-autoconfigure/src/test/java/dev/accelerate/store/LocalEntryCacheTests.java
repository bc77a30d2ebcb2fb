package dev.accelerate.store;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import dev.accelerate.invalidation.Stamp;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SpringCacheEntryStore} over a {@link LocalEntryCache}.
 */
class LocalEntryCacheTests extends EntryStoreContractTests {

	private static final int MAXIMUM = 64 * 1024;

	private final LocalEntryCache cache = new LocalEntryCache(MAXIMUM, this.time.source()::nanos);

	private final EntryStore store = new SpringCacheEntryStore(this.cache.cache());

	@Override
	protected EntryStore create() {
		return new SpringCacheEntryStore(new LocalEntryCache(64 * 1024 * 1024, this.time.source()::nanos).cache());
	}

	@Test
	void eachEntryExpiresAtTheEndOfItsOwnLifetime() {
		this.store.put(signature("short"), entry("value", new Stamp(1, 1), Duration.ofSeconds(5)));
		this.store.put(signature("long"), entry("value", new Stamp(1, 1), Duration.ofSeconds(50)));
		this.time.advance(Duration.ofSeconds(5).minusNanos(1));
		assertThat(this.store.get(signature("short"))).isNotNull();
		this.time.advance(Duration.ofNanos(1));
		assertThat(this.store.get(signature("short"))).isNull();
		this.time.advance(Duration.ofSeconds(45).minusNanos(1));
		assertThat(this.store.get(signature("long"))).isNotNull();
		this.time.advance(Duration.ofNanos(1));
		assertThat(this.store.get(signature("long"))).isNull();
	}

	@Test
	void aLifetimeBeginsWithTheLoadAndNotWithThePut() {
		Entry entry = entry("value", new Stamp(1, 1), Duration.ofSeconds(5));
		this.time.advance(Duration.ofSeconds(4));
		this.store.put(signature("a"), entry);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.store.get(signature("a"))).isNull();
		this.store.put(signature("b"), entry);
		assertThat(this.store.get(signature("b"))).isNull();
	}

	@Test
	void readingDoesNotLengthenALifetime() {
		this.store.put(signature("a"), entry("value", new Stamp(1, 1), Duration.ofSeconds(5)));
		for (int i = 0; i < 4; i++) {
			this.time.advance(Duration.ofSeconds(1));
			assertThat(this.store.get(signature("a"))).isNotNull();
		}
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.store.get(signature("a"))).isNull();
	}

	@Test
	void aReplacedEntryExpiresAtTheEndOfTheNewLifetime() {
		this.store.put(signature("a"), entry("value", new Stamp(1, 1), Duration.ofSeconds(5)));
		this.time.advance(Duration.ofSeconds(3));
		this.store.put(signature("a"), entry("value", new Stamp(1, 2), Duration.ofSeconds(5)));
		this.time.advance(Duration.ofSeconds(4));
		assertThat(this.store.get(signature("a"))).isNotNull();
	}

	@Test
	void anExpiredEntryOfAHigherStampIsNoObstacle() {
		this.store.put(signature("a"), entry("value", new Stamp(1, 9), Duration.ofSeconds(5)));
		this.time.advance(Duration.ofSeconds(5));
		this.store.put(signature("a"), entry("value", new Stamp(1, 1), Duration.ofSeconds(5)));
		assertThat(this.store.get(signature("a"))).isNotNull();
	}

	@Test
	void theLongestLifetimeDoesNotOverflow() {
		Duration longest = Duration.ofSeconds(Integer.MAX_VALUE).multipliedBy(2);
		this.store.put(signature("a"), entry("value", new Stamp(1, 1), longest));
		this.time.advance(Duration.ofDays(1));
		assertThat(this.store.get(signature("a"))).isNotNull();
	}

	@Test
	void entriesWeighNoMoreThanTheMaximum() {
		String value = "x".repeat(1_000);
		for (int i = 0; i < 1_000; i++) {
			this.store.put(signature("entry " + i), entry(value, 1));
		}
		cleanUp();
		assertThat(this.cache.weight()).isPositive().isLessThanOrEqualTo(MAXIMUM);
		assertThat(this.cache.entries()).isBetween(20L, 64L);
		assertThat(this.cache.evictions()).isEqualTo(1_000 - this.cache.entries());
	}

	@Test
	void anEntryHeavierThanTheMaximumIsNotKept() {
		this.store.put(signature("light"), entry("value", 1));
		this.store.put(signature("heavy"), entry("x".repeat(MAXIMUM + 1), 1));
		cleanUp();
		assertThat(this.store.get(signature("heavy"))).isNull();
		assertThat(this.store.get(signature("light"))).isNotNull();
		assertThat(this.cache.evictions()).isEqualTo(1);
	}

	@Test
	void whatHasExpiredIsSaidToHaveExpiredBeforeAnythingElseIsPut() {
		EntryStore store = new SpringCacheEntryStore(this.cache);
		store.put(signature("a"), entry("value", new Stamp(1, 1), Duration.ofSeconds(5)));
		this.time.advance(Duration.ofSeconds(5));
		assertThat(store.get(signature("a"))).isNull();
		assertThat(store.absence(signature("a"))).isEqualTo(EntryStore.Absence.EXPIRED);
		assertThat(store.absence(signature("b"))).isEqualTo(EntryStore.Absence.UNKNOWN);
	}

	@Test
	void countsEvictionsForAgeAndNothingElse() {
		this.store.put(signature("a"), entry("value", 1));
		this.store.put(signature("a"), entry("value", 2));
		this.store.put(signature("b"), entry("value", 1));
		this.cache.cache().evict(signature("b"));
		cleanUp();
		assertThat(this.cache.evictions()).isZero();
		this.time.advance(Duration.ofSeconds(60));
		cleanUp();
		assertThat(this.cache.evictions()).isEqualTo(1);
		assertThat(this.cache.entries()).isZero();
		assertThat(this.cache.weight()).isZero();
	}

	@Test
	void aKeyHasWeightToo() {
		this.store.put(signature("a"), entry("value", 1));
		cleanUp();
		long weight = this.cache.weight();
		this.cache.cache().clear();
		this.store.put(signature("a".repeat(1_000)), entry("value", 1));
		cleanUp();
		assertThat(this.cache.weight()).isGreaterThanOrEqualTo(weight + 999);
	}

	private void cleanUp() {
		((Cache<?, ?>) this.cache.cache().getNativeCache()).cleanUp();
	}

}
