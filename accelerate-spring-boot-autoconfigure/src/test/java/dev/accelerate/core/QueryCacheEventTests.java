package dev.accelerate.core;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link QueryCacheListener}: which events it gets of a call, each once.
 */
class QueryCacheEventTests {

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("users");

	@Test
	void eventsHappenExactlyOncePerCall() throws Throwable {
		this.query.get(() -> "a");
		assertThat(this.fixture.listener.events()).containsExactly("load STORED", "request miss");
		this.query.hit();
		assertThat(this.fixture.listener.events()).containsExactly("request ttl");
		this.fixture.advance(60);
		this.query.get(() -> "b");
		assertThat(this.fixture.listener.events()).containsExactly("request swr");
		this.fixture.refreshes.runNext();
		assertThat(this.fixture.listener.events()).containsExactly("refresh STORED");
	}

	@Test
	void eventsOfFailuresHappenExactlyOncePerCall() throws Throwable {
		IOException failure = new IOException();
		assertThatThrownBy(() -> this.query.get(() -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(this.fixture.listener.events()).containsExactly("load FAILED", "request miss");
		this.query.get(() -> "a");
		this.fixture.advance(60);
		this.query.get(() -> {
			throw failure;
		});
		this.fixture.listener.events();
		this.fixture.refreshes.runNext();
		assertThat(this.fixture.listener.events()).containsExactly("failure REFRESH", "refresh FAILED");
	}

}
