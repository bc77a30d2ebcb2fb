package dev.accelerate.core;

import java.util.List;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.store.EntryStore.Absence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MissReason}: why a call had to go to the database.
 */
class MissReasonTests {

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("a", "b", "c");

	@Test
	void aFirstCallFindsNothing() throws Throwable {
		assertThat(reason()).isEqualTo("absent");
	}

	@Test
	void theStoreSaysWhatBecameOfAnEntry() throws Throwable {
		this.fixture.store.absence = Absence.EVICTED;
		assertThat(reason()).isEqualTo("evicted");
		this.fixture.store.clear();
		this.fixture.store.absence = Absence.EXPIRED;
		assertThat(reason()).isEqualTo("expired");
	}

	@Test
	void anEntryCanBeTooOld() throws Throwable {
		reason();
		this.fixture.advance(120);
		assertThat(reason()).isEqualTo("expired");
	}

	@Test
	void everyTagThatWasInvalidatedIsNamed() throws Throwable {
		reason();
		this.fixture.invalidate("c");
		this.fixture.invalidate("a");
		assertThat(reason()).isEqualTo("tag a, c");
	}

	@Test
	void tagsAreNamedAsTheyAreDeclared() throws Throwable {
		TestQuery declared = this.query.tags("a", "user_secret42");
		reason(declared);
		this.fixture.invalidate("user_secret42");
		assertThat(reason(declared)).isEqualTo("tag user_#{#id}");
	}

	/**
	 * As that of another method whose result is part of the answer.
	 */
	@Test
	void tagThatIsDeclaredElsewhereIsNotNamed() throws Throwable {
		reason();
		this.fixture.invalidate("a");
		assertThat(reason(this.query.tags("other"))).isEqualTo("tag");
	}

	@Test
	void theTagOfTheCallerIsNamed() throws Throwable {
		reason();
		this.fixture.invalidate("mine");
		assertThat(reason(this.query.tags("mine"))).isEqualTo("tag mine");
	}

	@Test
	void theTableThatWasWrittenIsNamed() throws Throwable {
		reason();
		this.fixture.write("users");
		assertThat(reason()).isEqualTo("table users");
	}

	@Test
	void everythingCanHaveBeenInvalidated() throws Throwable {
		reason();
		this.fixture.invalidateAll();
		assertThat(reason()).isEqualTo("all");
	}

	@Test
	void aCommitCanBeOnItsWay() throws Throwable {
		reason();
		TransactionWrites transaction = new TransactionWrites(this.fixture.invalidations, Origin.STATEMENTS);
		transaction.add(InvalidationRecord.of(this.fixture.table("users")));
		transaction.committing();
		assertThat(reason()).isEqualTo("pending");
	}

	@Test
	void theCallerCanHaveAskedForIt() throws Throwable {
		reason();
		this.fixture.listener.missReasons();
		this.query.refresh(() -> "a");
		assertThat(this.fixture.listener.missReasons()).containsExactly("requested");
	}

	private String reason() throws Throwable {
		return reason(this.query);
	}

	private String reason(TestQuery query) throws Throwable {
		this.fixture.listener.missReasons();
		query.get(() -> "a");
		List<String> reasons = this.fixture.listener.missReasons();
		assertThat(reasons).hasSize(1);
		return reasons.get(0);
	}

}
