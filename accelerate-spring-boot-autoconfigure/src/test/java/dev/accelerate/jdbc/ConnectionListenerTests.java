package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.InvalidationChannel;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.NodeInvalidationLog;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.tracking.TransactionTracker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.accelerate.jdbc.WritingStatement.INSERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link ConnectionListener} to statements that are a transaction with their row, and
 * whose fetch size cannot be set.
 */
class ConnectionListenerTests {

	private final DatabaseLogs logs = new DatabaseLogs(DatabaseLogs.Use.REQUIRED, Duration.ZERO, Duration.ofSeconds(2),
			System::nanoTime);

	private final Invalidations invalidations = new Invalidations(
			new NodeInvalidationLog(this.logs, Duration.ZERO, System::nanoTime), this.logs, TestInvalidations.UNHEARD,
			Duration.ZERO);

	private Connection raw;

	private HookedConnection driver;

	private Connection connection;

	@BeforeEach
	void connect() throws SQLException {
		ThreadStateHolder threads = new ThreadStateHolder();
		TransactionTracker transactions = new TransactionTracker(this.invalidations, new MutableTime().source(),
				threads);
		SqlAnalyzer analyzer = new SqlAnalyzer(new TableDirectory(), this.invalidations, true, (shape) -> true);
		analyzer.track(List.of("members"));
		StatementTracker statements = new StatementTracker(analyzer,
				new LoadTracker(this.invalidations, transactions, new MutableTime().source(), threads), transactions,
				threads, true);
		this.logs.add(RowlessChannel::new, Set.of("database"));
		this.logs.started();
		this.raw = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID());
		try (Statement statement = this.raw.createStatement()) {
			statement.execute("create table members (id bigint)");
		}
		this.driver = new HookedConnection(this.raw);
		this.connection = new ConnectionTracker(statements, this.invalidations,
				TransactionalInvalidations.to(this.invalidations), (sql) -> {
				})
			.track(this.driver.connection(), "database");
	}

	@AfterEach
	void close() throws SQLException {
		this.raw.close();
	}

	@Test
	void theFailureOfAStatementIsNotHiddenByWhatFollowsFromIt() throws SQLException {
		SQLException closed = new SQLException("The statement is closed", "90007");
		RuntimeException broken = new IllegalStateException("The pool is broken");
		try (Statement statement = this.connection.createStatement()) {
			this.driver.before("getFetchSize", () -> {
				this.driver.before("setAutoCommit", () -> {
					throw broken;
				});
				throw closed;
			});
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeUpdate(INSERT))
				.isSameAs(closed)
				.satisfies((failure) -> assertThat(failure.getSuppressed()).containsExactly(broken));
		}
	}

	@Test
	void aStatementWhoseFetchSizeIsNotRestoredIsCommitted() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setFetchSize(2);
			this.driver.before("executeUpdate", () -> this.driver.before("setFetchSize", () -> {
				throw new SQLException("The statement is closed", "90007");
			}));
			assertThat(statement.executeUpdate(INSERT)).isEqualTo(1);
		}
		assertThat(this.raw.getAutoCommit()).isTrue();
		try (Statement statement = this.raw.createStatement()) {
			assertThat(statement.executeQuery("select * from members").next()).isTrue();
		}
	}

	/**
	 * Channel of a log whose rows nobody reads.
	 */
	private static final class RowlessChannel implements InvalidationChannel {

		@Override
		public void start(Sink sink) {
			sink.epoch(1, 0);
		}

		@Override
		public Append prepare(InvalidationRecord record, @Nullable Connection transaction) {
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
