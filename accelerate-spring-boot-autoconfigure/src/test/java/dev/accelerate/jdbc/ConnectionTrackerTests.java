package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
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

import static dev.accelerate.jdbc.WritingStatement.INSERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link ConnectionTracker}: when a write on a connection becomes pending, and when it
 * invalidates.
 */
class ConnectionTrackerTests {

	private final TableDirectory directory = new TableDirectory();

	private final Tables members = this.directory.tables(List.of("members"));

	private final InvalidationRecord ofMembers = InvalidationRecord.of(this.members);

	private final List<InvalidationRecord> appended = new ArrayList<>();

	private final Invalidations invalidations = new Invalidations(TestInvalidations.log(), DatabaseLogs.none(),
			new InvalidationListener() {

				@Override
				public void onAppend(InvalidationRecord record, Origin origin) {
					assertThat(origin).isEqualTo(Origin.STATEMENTS);
					ConnectionTrackerTests.this.appended.add(record);
				}

			}, Duration.ZERO);

	private final TransactionTracker transactions = new TransactionTracker(this.invalidations,
			new MutableTime().source(), new ThreadStateHolder());

	private final SqlAnalyzer sql = new SqlAnalyzer(this.directory, this.invalidations, true, (shape) -> true);

	private final StatementTracker statements = new StatementTracker(this.sql,
			new LoadTracker(this.invalidations, this.transactions, new MutableTime().source(), new ThreadStateHolder()),
			this.transactions, new ThreadStateHolder(), true);

	private final ConnectionTracker tracking = new ConnectionTracker(this.statements, this.invalidations,
			TransactionalInvalidations.to(this.invalidations), (sql) -> {
			});

	private HookedConnection driver;

	private Connection connection;

	@BeforeEach
	void connect() throws SQLException {
		this.sql.track(List.of("members"));
		this.appended.clear();
		Connection raw = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID());
		try (Statement statement = raw.createStatement()) {
			statement.execute("create table members (id bigint)");
		}
		this.driver = new HookedConnection(raw);
		this.connection = this.tracking.track(this.driver.connection(), null);
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		assertNotPending();
	}

	@ParameterizedTest
	@EnumSource
	void autoCommittedWriteIsPendingUntilItIsInvalid(WritingStatement statement) throws SQLException {
		List<String> seen = new ArrayList<>();
		this.driver.before(statement.method(), () -> {
			assertPending();
			assertThat(this.appended).isEmpty();
			seen.add(statement.method());
		});
		statement.write(this.connection);
		assertThat(seen).isNotEmpty();
		assertThat(this.appended).containsExactly(this.ofMembers);
		assertNotPending();
	}

	@ParameterizedTest
	@EnumSource
	void writeInATransactionIsPendingDuringTheCommitOnly(WritingStatement statement) throws SQLException {
		this.connection.setAutoCommit(false);
		this.driver.before("commit", this::assertPending);
		statement.write(this.connection);
		assertNotPending();
		assertThat(this.appended).isEmpty();
		this.connection.commit();
		assertThat(this.appended).containsExactly(this.ofMembers);
		assertNotPending();
	}

	@ParameterizedTest
	@EnumSource
	void rolledBackWriteIsForgotten(WritingStatement statement) throws SQLException {
		this.connection.setAutoCommit(false);
		statement.write(this.connection);
		this.connection.rollback();
		this.connection.commit();
		this.connection.close();
		assertThat(this.appended).isEmpty();
	}

	@Test
	void rollbackToASavepointForgetsNothing() throws SQLException {
		this.connection.setAutoCommit(false);
		Savepoint savepoint = this.connection.setSavepoint();
		WritingStatement.STATEMENT.write(this.connection);
		this.connection.rollback(savepoint);
		this.connection.commit();
		assertThat(this.appended).containsExactly(this.ofMembers);
	}

	@Test
	void failedCommitCountsAsOne() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.STATEMENT.write(this.connection);
		this.driver.after("commit", HookedConnection::lostReply);
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.connection::commit);
		assertThat(this.appended).containsExactly(this.ofMembers);
		this.connection.rollback();
		assertThat(this.appended).hasSize(1);
	}

	@Test
	void failedStatementOfItsOwnCountsAsExecuted() {
		this.driver.after("executeUpdate", HookedConnection::lostReply);
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> WritingStatement.STATEMENT.write(this.connection));
		assertThat(this.appended).containsExactly(this.ofMembers);
		assertNotPending();
	}

	@Test
	void switchingToAutoCommitCommits() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.STATEMENT.write(this.connection);
		this.driver.before("setAutoCommit", this::assertPending);
		this.connection.setAutoCommit(true);
		assertThat(this.appended).containsExactly(this.ofMembers);
	}

	@Test
	void switchingToWhatIsAlreadyCommitsNothing() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.STATEMENT.write(this.connection);
		this.connection.setAutoCommit(false);
		assertThat(this.appended).isEmpty();
		this.connection.commit();
		assertThat(this.appended).containsExactly(this.ofMembers);
	}

	@Test
	void whatIsOpenWhenTheConnectionClosesCountsAsCommitted() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.STATEMENT.write(this.connection);
		List<String> seen = new ArrayList<>();
		this.driver.before("close", () -> {
			seen.add("close");
			assertThat(PendingMarks.contain(this.invalidations, this.members)).isEqualTo(seen.size() == 1);
		});
		this.connection.close();
		assertThat(seen).hasSize(1);
		assertThat(this.appended).containsExactly(this.ofMembers);
	}

	@Test
	void whatIsOpenWhenTheConnectionIsAbortedCountsAsCommitted() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.STATEMENT.write(this.connection);
		this.connection.abort(Runnable::run);
		assertThat(this.appended).containsExactly(this.ofMembers);
	}

	@Test
	void transactionsFollowEachOther() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.STATEMENT.write(this.connection);
		this.connection.rollback();
		WritingStatement.PREPARED.write(this.connection);
		this.connection.commit();
		this.connection.commit();
		this.connection.setAutoCommit(true);
		assertThat(this.appended).containsExactly(this.ofMembers);
	}

	@Test
	void statementThatIsNotUnderstoodInvalidatesAtOnceAndAtTheCommit() throws SQLException {
		this.connection.setAutoCommit(false);
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("create table other (id bigint)");
		}
		assertThat(this.appended).singleElement().matches(InvalidationRecord::all);
		this.connection.commit();
		assertThat(this.appended).hasSize(2).allMatch(InvalidationRecord::all);
	}

	/**
	 * H2 and PostgreSQL do not commit then, MySQL does.
	 */
	@Test
	void beginInATransactionMayCommitWhatWentBefore() throws SQLException {
		this.connection.setAutoCommit(false);
		WritingStatement.STATEMENT.write(this.connection);
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("begin");
		}
		assertPending();
		this.connection.rollback();
		assertThat(this.appended).containsExactly(this.ofMembers);
	}

	@Test
	void rowsOfAWriteMayPutOffItsCommit() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select id from final table (" + INSERT + ")")) {
			assertThat(rows.next()).isTrue();
			assertPending();
		}
		this.connection.close();
		assertThat(this.appended).containsExactly(this.ofMembers);
	}

	@Test
	void nextStatementEndsTheOneBefore() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select id from final table (" + INSERT + ")")) {
			assertThat(rows.next()).isTrue();
		}
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("select 1");
		}
		assertNotPending();
		assertThat(this.appended).containsExactly(this.ofMembers);
	}

	@Test
	void resultThroughWhichRowsCanBeWrittenCountsAsWritten() throws SQLException {
		this.connection.setAutoCommit(false);
		try (Statement statement = this.connection.createStatement(ResultSet.TYPE_FORWARD_ONLY,
				ResultSet.CONCUR_UPDATABLE)) {
			statement.executeQuery("select id from members");
		}
		this.connection.commit();
		assertThat(this.appended).contains(InvalidationRecord.ALL);
	}

	@Test
	void readsInvalidateNothing() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.executeQuery("select id from members");
		}
		this.connection.close();
		assertThat(this.appended).isEmpty();
	}

	@Test
	void writeMakesTheTransactionOfTheThreadReadWrite() throws SQLException {
		long before = this.transactions.writes();
		WritingStatement.PREPARED.write(this.connection);
		assertThat(this.transactions.writes()).isEqualTo(before + 1);
	}

	/**
	 * It can tell the very statement that a session has just shown to its inspector.
	 */
	@Test
	void claimedStatementIsLeftToWhoClaimsIt() throws SQLException {
		String claimed = new String(INSERT);
		this.statements.claim(claimed);
		try (PreparedStatement statement = this.connection.prepareStatement(claimed)) {
			statement.executeUpdate();
		}
		assertThat(this.appended).isEmpty();
		try (PreparedStatement statement = this.connection.prepareStatement(claimed)) {
			statement.executeUpdate();
		}
		assertThat(this.appended).containsExactly(this.ofMembers);
	}

	@Test
	void claimIsNotForAnEqualStatement() throws SQLException {
		this.statements.claim(new String(INSERT));
		WritingStatement.GENERATED_KEYS.write(this.connection);
		assertThat(this.appended).containsExactly(this.ofMembers);
	}

	@Test
	void statementsKnowTheConnectionThatIsFollowed() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			assertThat(statement.getConnection()).isSameAs(this.connection);
		}
		assertThat(this.tracking.track(this.connection, null)).isSameAs(this.connection);
	}

	/**
	 * A transaction over several resources is committed after its connections have been
	 * closed, and they say that they commit each statement, or say nothing.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void writeIsInvalidAgainAfterATransactionThatDoesNotTellTheConnection(boolean autoCommit) throws SQLException {
		TransactionSynchronizationManager.initSynchronization();
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			this.connection.setAutoCommit(autoCommit);
			WritingStatement.STATEMENT.write(this.connection);
			this.connection.close();
			assertThat(this.appended).containsExactly(this.ofMembers);
			List<TransactionSynchronization> callbacks = TransactionSynchronizationManager.getSynchronizations();
			callbacks.forEach((callback) -> callback.beforeCommit(false));
			assertPending();
			callbacks.forEach(TransactionSynchronization::afterCommit);
			callbacks.forEach((callback) -> callback.afterCompletion(TransactionSynchronization.STATUS_COMMITTED));
			assertThat(this.appended).containsExactly(this.ofMembers, this.ofMembers);
		}
		finally {
			TransactionSynchronizationManager.clear();
		}
	}

	private void assertPending() {
		assertThat(PendingMarks.contain(this.invalidations, this.members)).isTrue();
	}

	private void assertNotPending() {
		assertThat(PendingMarks.contain(this.invalidations, this.members)).isFalse();
	}

}
