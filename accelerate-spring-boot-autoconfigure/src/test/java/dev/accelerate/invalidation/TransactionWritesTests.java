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
import static org.mockito.Mockito.mock;

/**
 * {@link TransactionWrites} whose row may be rolled back although what they wrote is
 * committed.
 */
class TransactionWritesTests {

	private static final InvalidationRecord USERS = InvalidationRecord
		.of(Tables.of(Map.of("users", LastPositions.TAGS)));

	private final DatabaseLogs logs = new DatabaseLogs(DatabaseLogs.Use.REQUIRED, Duration.ZERO, Duration.ofSeconds(2),
			System::nanoTime);

	private final TransactionWrites writes = new TransactionWrites(
			new Invalidations(new NodeInvalidationLog(this.logs, Duration.ZERO, System::nanoTime), this.logs,
					TestInvalidations.UNHEARD, Duration.ofSeconds(60), (delay) -> (task) -> {
					}),
			Origin.STATEMENTS, "database");

	private final Connection connection = mock();

	private final NotingChannel channel = new NotingChannel();

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

	/**
	 * Channel that notes what is written outside of transactions.
	 */
	private static final class NotingChannel implements InvalidationChannel {

		private final List<InvalidationRecord> outside = new ArrayList<>();

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
			if (transaction == null) {
				this.outside.add(record);
			}
			return new Append() {

				@Override
				public long position() {
					return 1;
				}

				@Override
				public void committed() {
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
