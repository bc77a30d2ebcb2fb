package dev.accelerate.strategy;

import java.time.Duration;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.RepositoryFixture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static dev.accelerate.CacheStatus.MISS;
import static dev.accelerate.CacheStatus.SWR;
import static dev.accelerate.CacheStatus.TTL;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Read whose answers show the strategy that holds for it.
 */
record StrategyRead(RepositoryFixture application, StrategyMembers members, @Nullable CacheOptions options) {

	StrategyRead(RepositoryFixture application, Class<? extends StrategyMembers> repository) {
		this(application, application.create(repository), null);
	}

	StrategyRead with(CacheOptions options) {
		return new StrategyRead(this.application, this.members, options);
	}

	CacheStatus status() {
		return this.application.status(() -> this.members.findByName("alice", this.options));
	}

	void assertWindows(int ttl, int swr) {
		Duration stale = Duration.ofSeconds(ttl + swr);
		assertThat(statusAfter(Duration.ofSeconds(ttl).minusMillis(1))).isEqualTo(TTL);
		assertThat(statusAfter(Duration.ofSeconds(ttl))).isEqualTo(SWR);
		assertThat(statusAfter(stale.minusMillis(1))).isEqualTo(SWR);
		assertThat(statusAfter(stale)).isEqualTo(MISS);
	}

	private CacheStatus statusAfter(Duration age) {
		this.application.accelerate.invalidateAll();
		assertThat(status()).isEqualTo(MISS);
		this.application.bean(MutableTime.class).advance(age);
		CacheStatus status = status();
		if (status == SWR) {
			Awaitility.await().until(() -> status() == TTL);
		}
		return status;
	}

	/**
	 * Assert that the read has the tag of one level, and of no other.
	 */
	void assertTag(StrategyLevel expected) {
		this.application.accelerate.invalidateAll();
		assertThat(status()).isEqualTo(MISS);
		for (StrategyLevel level : StrategyLevel.values()) {
			this.application.accelerate.invalidate(level.tag());
			assertThat(status()).as(level.tag()).isEqualTo((level == expected) ? MISS : TTL);
		}
	}

}
