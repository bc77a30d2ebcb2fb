package dev.accelerate.core;

import java.time.Duration;
import java.util.List;

import dev.accelerate.CacheStatus;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.invalidation.TransactionWrites;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessResourceFailureException;

import static dev.accelerate.core.AnswerChecks.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link QueryCache} while a transaction that wrote is being committed: what the database
 * shows is unknown, so the results it affects are neither returned nor shared nor stored.
 */
class PendingWriteTests {

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("users");

	private final TransactionWrites transaction = new TransactionWrites(this.fixture.invalidations, Origin.STATEMENTS);

	@Test
	void isNotAnswered() throws Throwable {
		this.query.get(() -> "old");
		write();
		assertThat(this.query.hit().data()).as("before the commit").isEqualTo("old");
		this.transaction.committing();
		check(this.query.get(() -> "unknown"), "unknown", CacheStatus.MISS);
		check(this.query.get(() -> "unknown again"), "unknown again", CacheStatus.MISS);
		this.transaction.committed();
		check(this.query.get(() -> "new"), "new", CacheStatus.MISS);
		assertThat(this.query.hit().data()).isEqualTo("new");
	}

	@Test
	void isNotKept() throws Throwable {
		write();
		this.transaction.committing();
		this.query.get(() -> "unknown");
		assertThat(this.fixture.listener.events()).containsExactly("load DISCARDED", "request miss");
		assertThat(this.fixture.store.size()).isZero();
	}

	@Test
	void isNotShared() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "unknown");
		Caller<Answer> leader = Caller.start(() -> this.query.get(load));
		load.awaitEntered();
		Caller<Answer> follower = Caller.start(() -> this.query.get(() -> "of its own")).awaitWaiting();
		write();
		this.transaction.committing();
		load.release();
		check(leader.outcome(), "unknown", CacheStatus.MISS);
		check(follower.outcome(), "of its own", CacheStatus.MISS);
		this.transaction.committed();
		check(this.query.get(() -> "new"), "new", CacheStatus.MISS);
	}

	@Test
	void isNoAnswerForAFailureEither() throws Throwable {
		QueryCacheFixture stale = QueryCacheFixture.staleIfError(Duration.ofHours(1));
		TestQuery users = stale.query("users");
		users.get(() -> "old");
		stale.advance(120);
		TransactionWrites writes = new TransactionWrites(stale.invalidations, Origin.STATEMENTS);
		writes.add(InvalidationRecord.of(stale.table("users")));
		TestCall.Load failing = () -> {
			throw new DataAccessResourceFailureException("Away");
		};
		assertThat(users.get(failing).status()).isEqualTo(CacheStatus.SWR);
		writes.committing();
		assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> users.get(failing));
	}

	@Test
	void isAnsweredAgainOnceItTurnsOutThatNothingWasWritten() throws Throwable {
		this.query.get(() -> "old");
		this.transaction.add(InvalidationRecord.of(this.fixture.table("teams")));
		this.transaction.committing();
		assertThat(this.query.hit().data()).isEqualTo("old");
	}

	@Test
	void tagsThatATransactionInvalidatesArePendingToo() throws Throwable {
		this.query.get(() -> "old");
		this.transaction.add(InvalidationRecord.of(Tags.of(List.of("users"))));
		assertThat(this.query.hit().data()).isEqualTo("old");
		this.transaction.committing();
		check(this.query.get(() -> "unknown"), "unknown", CacheStatus.MISS);
	}

	@Test
	void tagsOfTheCallerAreAskedForToo() throws Throwable {
		this.query.get(() -> "old");
		this.transaction.add(InvalidationRecord.of(Tags.of(List.of("others"))));
		this.transaction.committing();
		assertThat(this.query.hit().data()).isEqualTo("old");
		check(this.query.tags("others").get(() -> "unknown"), "unknown", CacheStatus.MISS);
	}

	private void write() {
		this.transaction.add(InvalidationRecord.of(this.fixture.table("users")));
	}

}
