package dev.accelerate.core;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;

import static dev.accelerate.core.AnswerChecks.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link BypassPolicy}: what calls that bypass the cache return, and what is reported of
 * them.
 */
class BypassedCallTests {

	private static final Instant START = new QueryCacheFixture().time.instant();

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("users");

	@Test
	void bypassesAreCountedWithTheirReason() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.listener.events();
		this.fixture.persistence.bypass = new Bypass("filter", "Remedy");
		check(this.query.get(() -> "b"), "b", CacheStatus.NONE);
		assertThat(this.fixture.listener.events()).containsExactly("bypass filter", "request none");
		this.fixture.persistence.bypass = null;
		check(this.query.hit(), "a", CacheStatus.TTL);
	}

	@Test
	void bypassesKeepTheirSignature() throws Throwable {
		Answer cached = this.query.get(() -> "a");
		this.fixture.persistence.bypass = new Bypass("filter", "Remedy");
		assertThat(this.query.get(() -> "b").signature()).isEqualTo(cached.signature());
	}

	@Test
	void bypassesHaveBeenLoadedWhenTheLoadBegan() throws Throwable {
		this.fixture.persistence.bypass = new Bypass("filter", "Remedy");
		Answer answer = this.query.get(() -> {
			this.fixture.advance(10);
			return "a";
		});
		assertThat(answer.lastModified()).isEqualTo(START);
	}

	@Test
	void bypassesHappenWhereAnArgumentHasNoCanonicalForm() throws Throwable {
		Object unknown = new Object();
		for (String result : List.of("a", "b")) {
			Answer answer = this.query.get(() -> result, unknown);
			check(answer, result, CacheStatus.NONE);
			assertThat(answer.signature()).isNull();
			assertThat(this.fixture.listener.events()).containsExactly("bypass argument", "request none");
		}
		assertThat(this.fixture.store.size()).isZero();
	}

	@Test
	void bypassesHappenInAReadWriteTransactionFromItsFirstWrite() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.listener.events();
		Answer answer = this.fixture.readWriteTransaction().execute((transaction) -> {
			check(Caller.quietly(this.query::hit), "a", CacheStatus.TTL);
			this.fixture.listener.events();
			this.fixture.transactions.wrote();
			return Caller.quietly(() -> this.query.get(() -> "uncommitted"));
		});
		check(answer, "uncommitted", CacheStatus.NONE);
		assertThat(this.fixture.listener.events()).containsExactly("bypass read-write-transaction", "request none");
		check(this.query.hit(), "a", CacheStatus.TTL);
	}

	@Test
	void bypassesThatFailThrowTheVeryException() {
		this.fixture.persistence.bypass = new Bypass("filter", "Remedy");
		IOException failure = new IOException();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.query.get(() -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(this.fixture.listener.events()).containsExactly("bypass filter", "request none");
	}

}
