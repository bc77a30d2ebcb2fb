package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.TransactionTracker;
import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.InvalidationListener;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.jdbc.HookedConnection.Hook;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.PendingMarks;
import dev.accelerate.testing.TestInvalidations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link ConnectionWrites} whose commit has an unknown outcome: what they wrote stays
 * pending.
 */
class UnknownCommitTrackingTests {

	private static final Hook CONSTRAINT_VIOLATED = () -> {
		throw new SQLException("violated", "23505");
	};

	private final TableDirectory directory = new TableDirectory();

	private final Tables members = this.directory.tables(List.of("members"));

	private final Tables teams = this.directory.tables(List.of("teams"));

	private final InvalidationRecord ofMembers = InvalidationRecord.of(this.members);

	private final List<InvalidationRecord> appended = new ArrayList<>();

	private final Invalidations invalidations = new Invalidations(TestInvalidations.log(), DatabaseLogs.none(),
			new InvalidationListener() {

				@Override
				public void onAppend(InvalidationRecord record, Origin origin) {
					UnknownCommitTrackingTests.this.appended.add(record);
				}

			}, Invalidations.UNKNOWN_COMMIT);

	private final TransactionalInvalidations transactional = TransactionalInvalidations.to(this.invalidations);

	private HookedConnection driver;

	private Connection connection;

	@BeforeEach
	void connect() throws SQLException {
		TransactionTracker transactions = new TransactionTracker(this.invalidations, new MutableTime().source(),
				new ThreadStateHolder());
		SqlAnalyzer sql = new SqlAnalyzer(this.directory, this.invalidations, true, (shape) -> true);
		sql.track(List.of("members", "teams"));
		StatementTracker statements = new StatementTracker(sql,
				new LoadTracker(this.invalidations, transactions, new MutableTime().source(), new ThreadStateHolder()),
				transactions, new ThreadStateHolder(), true);
		Connection raw = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID());
		try (Statement statement = raw.createStatement()) {
			statement.execute("create table members (id bigint)");
		}
		this.driver = new HookedConnection(raw);
		this.connection = new ConnectionTracker(statements, this.invalidations, this.transactional, (ignored) -> {
		}).track(this.driver.connection(), null);
	}

	@AfterEach
	void close() throws SQLException {
		this.invalidations.close();
		this.connection.close();
	}

	@Test
	void replyToACommitIsLost() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.STATEMENT.write(this.connection);
		this.driver.after("commit", HookedConnection::lostReply);
		assertFails(this.connection::commit);
		assertThat(this.appended).containsExactly(this.ofMembers);
		assertPending(true);
		this.connection.rollback();
		this.connection.close();
		assertThat(this.appended).hasSize(1);
		assertPending(true);
		assertThat(PendingMarks.contain(this.invalidations, this.teams)).isFalse();
	}

	@Test
	void commitIsRefused() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.STATEMENT.write(this.connection);
		this.driver.before("commit", CONSTRAINT_VIOLATED);
		assertFails(this.connection::commit);
		assertThat(this.appended).containsExactly(this.ofMembers);
		assertPending(false);
	}

	@Test
	void replyToACommitThatWasSentAsAStatementIsLost() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.PREPARED.write(this.connection);
		this.driver.after("execute", HookedConnection::lostReply);
		assertFails(() -> execute("commit"));
		assertPending(true);
	}

	@Test
	void commitThatWasSentAsAStatementIsRefused() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.PREPARED.write(this.connection);
		this.driver.before("execute", CONSTRAINT_VIOLATED);
		assertFails(() -> execute("commit"));
		assertThat(this.appended).containsExactly(this.ofMembers);
		assertPending(false);
	}

	@ParameterizedTest
	@EnumSource
	void replyToAStatementOfItsOwnIsLost(WritingStatement statement) {
		this.driver.after(statement.method(), HookedConnection::lostReply);
		assertFails(() -> statement.write(this.connection));
		assertThat(this.appended).containsExactly(this.ofMembers);
		assertPending(true);
	}

	@ParameterizedTest
	@EnumSource
	void statementOfItsOwnIsRefused(WritingStatement statement) {
		this.driver.before(statement.method(), CONSTRAINT_VIOLATED);
		assertFails(() -> statement.write(this.connection));
		assertPending(false);
	}

	@Test
	void replyToAStatementOfATransactionIsLost() throws SQLException {
		this.connection.setAutoCommit(false);
		this.driver.after("executeUpdate", HookedConnection::lostReply);
		assertFails(() -> WritingStatement.STATEMENT.write(this.connection));
		this.connection.rollback();
		assertThat(this.appended).isEmpty();
		assertPending(false);
	}

	@Test
	void replyToTheSwitchToAutoCommitIsLost() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.STATEMENT.write(this.connection);
		this.driver.after("setAutoCommit", HookedConnection::lostReply);
		assertFails(() -> this.connection.setAutoCommit(true));
		assertPending(true);
	}

	@Test
	void connectionIsClosedWithOpenWork() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.STATEMENT.write(this.connection);
		this.connection.close();
		assertThat(this.appended).containsExactly(this.ofMembers);
		assertPending(true);
	}

	@Test
	void connectionIsClosedWithoutOpenWork() throws SQLException {
		WritingStatement.STATEMENT.write(this.connection);
		this.connection.close();
		assertPending(false);
	}

	/**
	 * A manager that takes a failed commit for rolled back does not know better.
	 */
	@Test
	void replyIsLostToTheCommitOfATransactionThatSpringTakesForRolledBack() throws SQLException {
		TransactionSynchronizationManager.initSynchronization();
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			this.transactional.submit(InvalidationRecord.of(this.teams));
			this.connection.setAutoCommit(false);
			this.driver.after("commit", HookedConnection::lostReply);
			List<TransactionSynchronization> callbacks = TransactionSynchronizationManager.getSynchronizations();
			callbacks.forEach((callback) -> callback.beforeCommit(false));
			assertFails(this.connection::commit);
			callbacks.forEach((callback) -> callback.afterCompletion(TransactionSynchronization.STATUS_ROLLED_BACK));
			assertThat(PendingMarks.contain(this.invalidations, this.teams)).isTrue();
		}
		finally {
			TransactionSynchronizationManager.clear();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "prepare commit a", "/* two phases */ PREPARE /* now */ COMMIT a" })
	void transactionIsPrepared(String prepare) throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.PREPARED.write(this.connection);
		assertPending(false);
		this.driver.before("execute", () -> assertPending(true));
		execute(prepare);
		assertThat(this.appended).containsExactly(this.ofMembers);
		assertPending(true);
		assertThat(PendingMarks.contain(this.invalidations, this.teams)).isFalse();
	}

	@Test
	void whatATransactionWritesAfterItWasPreparedIsNotForgotten() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.PREPARED.write(this.connection);
		execute("prepare commit a");
		WritingStatement.PREPARED.write(this.connection);
		this.connection.commit();
		assertThat(this.appended).hasSizeGreaterThan(1);
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private void assertPending(boolean pending) {
		assertThat(PendingMarks.contain(this.invalidations, this.members)).isEqualTo(pending);
	}

	private static void assertFails(Hook call) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(call::run);
	}

}
