package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.PendingMarks;
import dev.accelerate.testing.TestInvalidations;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Invalidations} and {@link TransactionWrites}: what is pending, and what becomes
 * of it.
 */
class InvalidationsTests {

	private static final TableDirectory DIRECTORY = new TableDirectory();

	private static final Tables USERS = DIRECTORY.tables(List.of("users"));

	private static final Tables TEAMS = DIRECTORY.tables(List.of("teams"));

	private final UnreliableLog log = new UnreliableLog();

	private final List<String> events = new ArrayList<>();

	private final List<Duration> delays = new ArrayList<>();

	private final List<Runnable> retries = new ArrayList<>();

	private final Invalidations invalidations = new Invalidations(this.log, DatabaseLogs.none(),
			new InvalidationListener() {

				@Override
				public void onAppend(InvalidationRecord record, Origin origin) {
					InvalidationsTests.this.events.add("appended " + record.tables());
				}

				@Override
				public void onAppendFailure(RuntimeException failure) {
					InvalidationsTests.this.events.add("failed");
				}

				@Override
				public void onUnknownCommit(InvalidationRecord record) {
					InvalidationsTests.this.events.add("unknown");
				}

			}, Duration.ofMinutes(1), (delay) -> {
				this.delays.add(delay);
				return this.retries::add;
			});

	private final TransactionWrites writes = new TransactionWrites(this.invalidations, Origin.STATEMENTS);

	private final Stamp stamp = this.log.stamp();

	@Test
	void whatIsWrittenIsNeitherPendingNorInvalidUntilItCommits() {
		this.writes.add(InvalidationRecord.of(USERS));
		assertValid(USERS);
	}

	@Test
	void whatIsCommittingIsPendingAndWhatWasCommittedIsInvalid() {
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committing();
		assertPending(USERS);
		assertValid(TEAMS);
		this.writes.committed();
		assertInvalid(USERS);
		assertValid(TEAMS);
		assertThat(this.events).containsExactly("appended [users]");
	}

	@Test
	void whatIsWrittenWhileCommittingIsPendingAtOnce() {
		this.writes.committing();
		this.writes.add(InvalidationRecord.of(USERS));
		assertPending(USERS);
		this.writes.add(InvalidationRecord.of(TEAMS));
		assertPending(TEAMS);
		this.writes.committed();
		assertInvalid(USERS);
		assertInvalid(TEAMS);
		assertThat(this.log.stamp().position()).isEqualTo(1);
	}

	@Test
	void everythingCanBePending() {
		this.writes.add(InvalidationRecord.ALL);
		this.writes.committing();
		assertPending(USERS);
		assertThat(isPending(Tags.NONE)).isTrue();
		this.writes.committed();
		assertInvalid(USERS);
		assertThat(isPending(Tags.NONE)).isFalse();
	}

	@Test
	void tagsArePendingLikeTables() {
		this.writes.add(InvalidationRecord.of(Tags.of(List.of("a"))));
		this.writes.committing();
		assertThat(isPending(Tags.of(List.of("a", "b")))).isTrue();
		assertThat(isPending(Tags.of(List.of("b")))).isFalse();
		assertValid(USERS);
	}

	@Test
	void whatIsRolledBackIsForgotten() {
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.rolledBack();
		assertValid(USERS);
		this.writes.committing();
		this.writes.committed();
		assertValid(USERS);
		assertThat(this.events).isEmpty();
	}

	@Test
	void whatIsRolledBackAfterCommitWasSentCountsAsCommitted() {
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committing();
		this.writes.rolledBack();
		assertInvalid(USERS);
	}

	@Test
	void oneTransactionFollowsAnother() {
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committing();
		this.writes.committed();
		this.writes.add(InvalidationRecord.of(TEAMS));
		assertValid(TEAMS);
		this.writes.rolledBack();
		assertValid(TEAMS);
	}

	@Test
	void twoTransactionsMayWriteOneTable() {
		TransactionWrites others = new TransactionWrites(this.invalidations, Origin.STATEMENTS);
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committing();
		others.add(InvalidationRecord.of(USERS));
		others.committing();
		this.writes.committed();
		assertPending(USERS);
		others.committed();
		assertInvalid(USERS);
		assertThat(isValid(this.log.stamp(), USERS)).isTrue();
	}

	@Test
	void staysPendingUntilTheLogTakesIt() {
		this.log.failures = 3;
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committing();
		this.writes.committed();
		for (int retry = 0; retry < 3; retry++) {
			assertPending(USERS);
			assertThat(isValid(this.log.stamp(), USERS)).isFalse();
			this.retries.remove(0).run();
		}
		assertInvalid(USERS);
		assertThat(this.retries).isEmpty();
		assertThat(this.delays).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
		assertThat(this.events).containsExactly("failed", "failed", "failed", "appended [users]");
	}

	@Test
	void isPendingBeforeTheLogHasTakenItEvenIfNobodySawItCommitting() {
		this.log.failures = 1;
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committed();
		assertPending(USERS);
		this.retries.remove(0).run();
		assertInvalid(USERS);
	}

	@Test
	void retriesFurtherAndFurtherApartButNeverGivesUp() {
		this.log.failures = 20;
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committed();
		for (int retry = 0; retry < 20; retry++) {
			this.retries.remove(0).run();
		}
		assertInvalid(USERS);
		assertThat(this.delays).isSorted().last().isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void retriesNoMoreOnceClosed() {
		this.log.failures = 2;
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committed();
		this.invalidations.close();
		this.retries.remove(0).run();
		assertThat(this.retries).isEmpty();
		assertPending(USERS);
	}

	@Test
	void staysPendingAfterACommitOfUnknownOutcomeAndIsThenInvalidOnceMore() {
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committing();
		this.writes.unknown();
		assertPending(USERS);
		assertValid(TEAMS);
		Stamp between = this.log.stamp();
		assertThat(isValid(between, USERS)).isFalse();
		assertThat(this.delays).containsExactly(Duration.ofMinutes(1));
		this.retries.remove(0).run();
		assertThat(isPending(USERS)).isFalse();
		assertThat(isValid(between, USERS)).isFalse();
		assertThat(isValid(this.log.stamp(), USERS)).isTrue();
		assertThat(this.events).containsExactly("unknown", "appended [users]", "appended [users]");
	}

	@Test
	void nextTransactionIsNoneOfUnknownOutcome() {
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committing();
		this.writes.unknown();
		this.writes.add(InvalidationRecord.of(TEAMS));
		assertValid(TEAMS);
		this.writes.committing();
		this.writes.committed();
		assertInvalid(TEAMS);
		assertPending(USERS);
	}

	@Test
	void isPendingAsLongAsTheLogDoesNotTakeItAfterACommitOfUnknownOutcome() {
		this.log.failures = 2;
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.unknown();
		Runnable atTheEnd = this.retries.remove(0);
		atTheEnd.run();
		assertPending(USERS);
		this.retries.forEach(Runnable::run);
		assertInvalid(USERS);
	}

	@Test
	void doesNothingAboutACommitOfUnknownOutcomeOnceClosed() {
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.unknown();
		this.invalidations.close();
		this.retries.remove(0).run();
		assertThat(this.log.stamp().position()).isEqualTo(1);
		assertPending(USERS);
	}

	@Test
	void transactionThatWasPreparedMayGoOn() {
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.prepared();
		assertPending(USERS);
		this.retries.remove(0).run();
		assertInvalid(USERS);
		Stamp stamp = this.log.stamp();
		this.writes.add(InvalidationRecord.of(TEAMS));
		this.writes.rolledBack();
		assertThat(isValid(stamp, USERS)).isFalse();
		assertInvalid(TEAMS);
	}

	private boolean isPending(Marks marks) {
		return PendingMarks.contain(this.invalidations, marks);
	}

	private boolean isValid(Stamp stamp, Tables tables) {
		return this.invalidations.isValid(new Dependencies(stamp, Tags.NONE, tables), Tags.NONE, 0);
	}

	private void assertValid(Tables tables) {
		assertThat(isPending(tables)).isFalse();
		assertThat(isValid(this.stamp, tables)).isTrue();
	}

	private void assertPending(Tables tables) {
		assertThat(isPending(tables)).isTrue();
		assertThat(isValid(this.stamp, tables)).isFalse();
	}

	private void assertInvalid(Tables tables) {
		assertThat(isPending(tables)).isFalse();
		assertThat(isValid(this.stamp, tables)).isFalse();
	}

	/**
	 * Log that cannot be reached for a while.
	 */
	private static final class UnreliableLog implements InvalidationLog {

		private final NodeInvalidationLog delegate = TestInvalidations.log();

		private int failures;

		@Override
		public Stamp stamp() {
			return this.delegate.stamp();
		}

		@Override
		public void append(InvalidationRecord record) {
			if (this.failures > 0) {
				this.failures--;
				throw new AccelerateException(ErrorCode.P6008, "The log cannot be reached");
			}
			this.delegate.append(record);
		}

		@Override
		public boolean isValid(Stamp stamp, Marks marks) {
			return this.delegate.isValid(stamp, marks);
		}

		@Override
		public boolean trackRows(int slots) {
			return this.delegate.trackRows(slots);
		}

		@Override
		public boolean isValid(Stamp stamp, RowMarks rows) {
			return this.delegate.isValid(stamp, rows);
		}

	}

}
