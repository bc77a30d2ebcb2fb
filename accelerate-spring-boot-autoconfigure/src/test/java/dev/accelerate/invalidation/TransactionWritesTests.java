package dev.accelerate.invalidation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.testing.TestInvalidations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * {@link TransactionWrites} whose row may be rolled back although what they wrote is
 * committed.
 */
class TransactionWritesTests {

	private static final InvalidationRecord USERS = InvalidationRecord
		.of(Tables.of(Map.of("users", LastPositions.TAGS)));

	private static final InvalidationRecord ORDERS = InvalidationRecord
		.of(Tables.of(Map.of("orders", LastPositions.TAGS + 1)));

	private final DatabaseLogs logs = new DatabaseLogs(DatabaseLogs.Use.REQUIRED, Duration.ZERO, Duration.ofSeconds(2),
			System::nanoTime);

	private final Invalidations invalidations = new Invalidations(
			new NodeInvalidationLog(this.logs, Duration.ZERO, System::nanoTime), this.logs, TestInvalidations.UNHEARD,
			Duration.ofSeconds(60), (delay) -> (task) -> {
			});

	private final TransactionWrites writes = writes("database");

	private final Connection connection = mock();

	private final NotingChannel channel = new NotingChannel();

	private TransactionWrites writes(String database) {
		return new TransactionWrites(this.invalidations, Origin.STATEMENTS, database);
	}

	@BeforeEach
	void start() {
		this.logs.add(() -> this.channel, Set.of("database"));
		this.logs.started();
	}

	@Test
	void theOthersAreToldWhatWasCommittedInBetweenIfTheCommitHasNoReply() throws SQLException {
		writeAndCommit();
		this.writes.unknown();
		assertToldOutsideTheTransaction();
	}

	@Test
	void theOthersAreToldWhatWasCommittedInBetweenIfTheCommitIsRefused() throws SQLException {
		writeAndCommit();
		assertThat(this.writes.failed(new SQLException("The transaction is rolled back", "40001"))).isTrue();
		assertToldOutsideTheTransaction();
	}

	@Test
	void theOthersAreToldWhatWasCommittedInBetweenIfTheTransactionIsPrepared() throws SQLException {
		writeAndCommit();
		this.writes.prepared();
		assertToldOutsideTheTransaction();
	}

	@Test
	void theOthersAreToldOnceIfTheCommitSucceeds() throws SQLException {
		writeAndCommit();
		this.writes.committed();
		assertThat(this.channel.outside).isEmpty();
	}

	private void writeAndCommit() throws SQLException {
		this.writes.add(USERS);
		this.writes.mayCommitInBetween();
		assertThat(this.writes.committing(() -> this.connection)).isTrue();
		assertThat(this.channel.outside).isEmpty();
	}

	private void assertToldOutsideTheTransaction() {
		assertThat(this.channel.outside).containsExactly(USERS);
	}

	@Test
	void aLostConnectionIsShownThoughNothingIsLeftToGoBackTo() {
		SQLException lost = new SQLException("The connection is lost", "08006");
		this.channel.failure = new SQLTransactionRollbackException("The connection is lost", "40000", lost);
		this.writes.add(USERS);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.writes.committing(() -> this.connection))
			.isSameAs(lost);
	}

	@Test
	void theFailureOfADriverIsShownAsItIs() {
		for (SQLException failure : List.of(new SQLTransientConnectionException("There is none left", "08001"),
				new SQLTransactionRollbackException("A deadlock", "40001"))) {
			failure.initCause(new SQLException("The connection is lost", "08006"));
			this.channel.failure = failure;
			this.writes.add(USERS);
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> this.writes.committing(() -> this.connection))
				.isSameAs(failure);
		}
	}

	@Test
	void aRowThatCannotBeWrittenIsTriedOnceInATransaction() throws SQLException {
		List<RuntimeException> failures = new ArrayList<>();
		DatabaseLogs tolerant = new DatabaseLogs(DatabaseLogs.Use.BEST_EFFORT, Duration.ZERO, Duration.ofSeconds(2),
				System::nanoTime);
		Invalidations tolerated = new Invalidations(new NodeInvalidationLog(tolerant, Duration.ZERO, System::nanoTime),
				tolerant, new InvalidationListener() {

					@Override
					public void onAppendFailure(RuntimeException failure) {
						failures.add(failure);
					}

				}, Duration.ofSeconds(60), (delay) -> (task) -> {
				});
		tolerant.add(() -> this.channel, Set.of("database"));
		tolerant.started();
		this.channel.failure = new SQLException("The table is locked", "HYT00");
		TransactionWrites session = new TransactionWrites(tolerated, Origin.STATEMENTS, "database");
		TransactionWrites plain = new TransactionWrites(tolerated, Origin.STATEMENTS, "database");
		session.add(USERS);
		plain.add(ORDERS);
		assertThat(session.committing(() -> this.connection, plain)).isTrue();
		assertThat(plain.committing(() -> this.connection)).isTrue();
		assertThat(session.committing(() -> this.connection)).isTrue();
		assertThat(failures).hasSize(1);
		session.add(ORDERS);
		assertThat(session.committing(() -> this.connection)).isTrue();
		assertThat(failures).as("what was added is tried").hasSize(2);
	}

	@Test
	void aRowForTwoIsCommittedWhenBothKnow() throws SQLException {
		TransactionWrites other = shared();
		other.committed();
		assertThat(this.channel.committed).isZero();
		this.writes.committed();
		assertThat(this.channel.committed).isEqualTo(1);
		assertThat(this.channel.outside).isEmpty();
	}

	/**
	 * A reply may be lost for one of them, which then relies on the row being named when
	 * it is read.
	 */
	@Test
	void aRowForTwoIsNotCommittedIfOneDoesNotKnow() throws SQLException {
		shared().unknown();
		this.writes.committed();
		assertThat(this.channel.committed).isZero();
		assertThat(this.channel.outside).isEmpty();
	}

	@Test
	void writesToAnotherDatabaseAreInNoRowOfThisOne() throws SQLException {
		NotingChannel elsewhere = new NotingChannel();
		this.logs.add(() -> elsewhere, Set.of("elsewhere"));
		TransactionWrites other = writes("elsewhere");
		other.add(ORDERS);
		this.writes.add(USERS);
		assertThat(this.writes.committing(() -> this.connection, other)).isTrue();
		assertThat(this.channel.inside).containsExactly(USERS);
		assertThat(other.committing(() -> this.connection)).isTrue();
		assertThat(elsewhere.inside).containsExactly(ORDERS);
	}

	@Test
	void whatCannotBeWrittenIsLeftToEach() throws SQLException {
		given(this.connection.isReadOnly()).willReturn(true);
		TransactionWrites other = writes("database");
		other.add(ORDERS);
		this.writes.add(USERS);
		assertThat(this.writes.committing(() -> this.connection, other)).isTrue();
		this.writes.committed();
		assertThat(this.channel.outside).containsExactly(USERS);
		other.committed();
		assertThat(this.channel.outside).containsExactly(USERS, ORDERS);
	}

	private TransactionWrites shared() throws SQLException {
		TransactionWrites other = writes("database");
		other.add(ORDERS);
		this.writes.add(USERS);
		assertThat(this.writes.committing(() -> this.connection, other)).isTrue();
		assertThat(other.committing(() -> this.connection)).isTrue();
		assertThat(this.channel.inside).containsExactly(USERS.and(ORDERS));
		return other;
	}

	/**
	 * Channel that notes what is written in transactions, and outside of them.
	 */
	private static final class NotingChannel implements InvalidationChannel {

		private final List<InvalidationRecord> inside = new ArrayList<>();

		private final List<InvalidationRecord> outside = new ArrayList<>();

		private int committed;

		private @Nullable SQLException failure;

		@Override
		public void start(Sink sink) {
			sink.epoch(1, 0);
		}

		@Override
		public Append prepare(InvalidationRecord record, @Nullable Connection transaction) {
			if (this.failure != null) {
				throw new AccelerateException(ErrorCode.P6008, "The row cannot be written", this.failure);
			}
			((transaction != null) ? this.inside : this.outside).add(record);
			return new Append() {

				@Override
				public long position() {
					return 1;
				}

				@Override
				public void committed() {
					if (transaction != null) {
						NotingChannel.this.committed++;
					}
				}

				@Override
				public boolean isDecided() {
					return true;
				}

			};
		}

		@Override
		public void close() {
		}

	}

}
