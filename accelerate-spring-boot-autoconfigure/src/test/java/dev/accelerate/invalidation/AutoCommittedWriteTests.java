package dev.accelerate.invalidation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.testing.TestInvalidations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@link AutoCommittedWrite} whose row, or whose connection, fails.
 */
class AutoCommittedWriteTests {

	private static final InvalidationRecord USERS = InvalidationRecord
		.of(Tables.of(Map.of("users", LastPositions.TAGS)));

	private final DatabaseLogs logs = new DatabaseLogs(DatabaseLogs.Use.REQUIRED, Duration.ZERO, Duration.ofSeconds(2),
			System::nanoTime);

	private final AutoCommittedWrite write = new AutoCommittedWrite(
			new TransactionWrites(new Invalidations(new NodeInvalidationLog(this.logs, Duration.ZERO, System::nanoTime),
					this.logs, TestInvalidations.UNHEARD, Duration.ZERO), Origin.STATEMENTS, "database"));

	private Connection connection;

	@BeforeEach
	void open() throws SQLException {
		this.connection = DriverManager.getConnection("jdbc:h2:mem:");
		execute("create table users (id int primary key)");
		this.logs.add(() -> new ClosedChannel(), Set.of("database"));
		this.logs.started();
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	@Test
	void nothingIsCommittedWithoutItsRow() throws SQLException {
		this.write.executing(USERS, true, () -> this.connection);
		execute("insert into users values (1)");
		assertThatIllegalStateException().isThrownBy(() -> this.write.executed(null));
		assertThat(this.connection.getAutoCommit()).isTrue();
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select id from users")) {
			assertThat(rows.next()).isFalse();
		}
	}

	@Test
	void theFailureOfAStatementIsNotReplacedByThatOfItsConnection() throws SQLException {
		this.write.executing(USERS, true, () -> this.connection);
		this.connection.close();
		SQLException failure = new SQLException("The connection is lost", "08006");
		assertThat(this.write.executed(failure)).isTrue();
		assertThat(failure.getSuppressed()).hasSize(1);
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Channel that has been closed.
	 */
	private static final class ClosedChannel implements InvalidationChannel {

		@Override
		public void start(Sink sink) {
			sink.epoch(1, 0);
		}

		@Override
		public Append prepare(InvalidationRecord record, @Nullable Connection transaction) {
			throw new IllegalStateException("The channel is closed");
		}

		@Override
		public void close() {
		}

	}

}
