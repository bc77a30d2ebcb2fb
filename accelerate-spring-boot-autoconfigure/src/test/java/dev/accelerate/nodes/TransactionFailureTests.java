package dev.accelerate.nodes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * {@link TransactionWrites} of transactions that the database makes fail while their row
 * is inserted. An application sees what it would see without the log, and tries again.
 */
class TransactionFailureTests {

	private static final String LOCAL = "local";

	private static final String TABLE = "table";

	private static final String LOCK_STOCK = "select * from stocks where id = 1 for update";

	private static final String LOCK_H2_LOG = "insert into accelerate_invalidation (id, node, record) select x + "
			+ "(select max(id) from accelerate_invalidation), 'other', '-' from system_range(1, 100)";

	private static final String CHANGE = "update stocks set pieces = 11 where id = 1";

	/**
	 * Two transactions each read what the other writes, so that the second one to commit
	 * fails. Without the log, that is found at its COMMIT.
	 */
	@Test
	@Tag("postgres")
	void aSerializationFailureOfHibernateIsToBeTriedAgain() {
		assertThat(skew(TABLE, false)).isInstanceOf(ConcurrencyFailureException.class)
			.isInstanceOf(TransientDataAccessException.class);
	}

	@Test
	@Tag("postgres")
	void aSerializationFailureOfJdbcIsAsWithoutTheLog() {
		Throwable truth = skew(LOCAL, true);
		assertThat(truth).isInstanceOf(CannotAcquireLockException.class);
		assertThat(skew(TABLE, true)).hasSameClassAs(truth);
	}

	private static Throwable skew(String log, boolean jdbc) {
		Map<String, Object> properties = TestDatabase.POSTGRES.properties();
		try (Node node = new Node(properties, "accelerate.invalidation.log=" + log,
				"accelerate.invalidation.jdbc=" + jdbc)) {
			node.stocks.save(new Stock(1, 10));
			node.stocks.save(new Stock(2, 10));
			TransactionTemplate transaction = transaction(node, jdbc);
			transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
			Throwable failure = catchThrowable(() -> transaction.executeWithoutResult((status) -> {
				if (jdbc) {
					node.jdbc.queryForList("select * from stocks");
					node.jdbc.update(CHANGE);
				}
				else {
					node.stocks.findAll();
					node.stocks.saveAndFlush(new Stock(1, 11));
				}
				try (Connection other = connection(properties); Statement statement = other.createStatement()) {
					other.setAutoCommit(false);
					statement.execute("set transaction isolation level serializable");
					statement.execute("select * from stocks");
					statement.execute("update stocks set pieces = 11 where id = 2");
					other.commit();
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			}));
			assertNothingWritten(node);
			return failure;
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@Tag("postgres")
	void aStatementTimeoutIsAsWithoutTheLog(boolean jdbc) {
		assertSame(TestDatabase.POSTGRES, "set statement_timeout = 300",
				"lock table accelerate_invalidation in share mode", jdbc);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@Tag("postgres")
	void aLockTimeoutOnPostgresIsAsWithoutTheLog(boolean jdbc) {
		assertSame(TestDatabase.POSTGRES, "set lock_timeout = 300", "lock table accelerate_invalidation in share mode",
				jdbc);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@Tag("mariadb")
	void aLockTimeoutOnMariaDbIsAsWithoutTheLog(boolean jdbc) {
		assertSame(TestDatabase.MARIADB, "set innodb_lock_wait_timeout = 1",
				"select * from accelerate_invalidation for update", jdbc);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aLockTimeoutOnH2IsAsWithoutTheLog(boolean jdbc) {
		assertSame(TestDatabase.H2, "set lock_timeout 300", LOCK_H2_LOG, jdbc);
	}

	/**
	 * Compare a transaction that cannot insert its row with one that cannot change a row
	 * of its own.
	 */
	private static void assertSame(TestDatabase database, String setting, String lockLog, boolean jdbc) {
		Throwable truth = blocked(database, LOCAL, setting, LOCK_STOCK, jdbc);
		Throwable failure = blocked(database, TABLE, setting, lockLog, jdbc);
		if (jdbc) {
			// Of a failed COMMIT, JDBC shows the exception of the driver, and Spring has
			// no other one for some of them.
			assertThat(root(failure)).isEqualTo(root(truth));
		}
		else {
			assertThat(failure).hasSameClassAs(truth);
		}
	}

	private static String root(Throwable failure) {
		Throwable cause = failure;
		while (!(cause instanceof SQLException root)) {
			assertThat(cause).as(failure.toString()).isNotNull();
			cause = cause.getCause();
		}
		return root.getClass().getName() + " " + root.getSQLState();
	}

	/**
	 * Plain JDBC code in a transaction of Hibernate is told of by Hibernate.
	 */
	@Test
	void aLockTimeoutOfPlainJdbcInATransactionOfHibernateIsToBeTriedAgain() {
		Map<String, Object> properties = new HashMap<>(TestDatabase.H2.properties());
		properties.put("spring.datasource.hikari.connection-init-sql", "set lock_timeout 300");
		try (Node node = new Node(properties, "accelerate.invalidation.jdbc=true")) {
			node.stocks.save(new Stock(1, 10));
			node.jdbc.update("update stocks set pieces = 10");
			assertThat(whileLocked(properties, LOCK_H2_LOG,
					() -> node.transaction.executeWithoutResult((status) -> node.jdbc.update(CHANGE))))
				.isInstanceOf(CannotAcquireLockException.class);
			assertNothingWritten(node);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "fail", "commit" })
	@Tag("mariadb")
	void aDeadlockOnMariaDbNeverCommitsNothing(String onLogFailure) {
		assertDeadlockFails(TestDatabase.MARIADB, onLogFailure,
				"select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'",
				"insert into accelerate_invalidation (node, record) select 'other', '-' from seq_1_to_1000",
				"select * from accelerate_invalidation for update");
	}

	@ParameterizedTest
	@ValueSource(strings = { "fail", "commit" })
	void aDeadlockOnH2NeverCommitsNothing(String onLogFailure) {
		assertDeadlockFails(TestDatabase.H2, onLogFailure,
				"select count(*) from information_schema.sessions where blocker_id is not null", LOCK_H2_LOG);
	}

	/**
	 * Let the insert of the row close a circle of transactions that wait for each other.
	 * The database then rolls back all of its transaction, after which a COMMIT would
	 * succeed.
	 */
	private static void assertDeadlockFails(TestDatabase database, String onLogFailure, String waiting,
			String... locks) {
		Map<String, Object> properties = new HashMap<>(database.properties());
		try (Node node = new Node(properties, "accelerate.invalidation.on-log-failure=" + onLogFailure);
				Connection other = connection(properties);
				Statement statement = other.createStatement()) {
			node.stocks.save(new Stock(1, 10));
			other.setAutoCommit(false);
			for (String lock : locks) {
				statement.execute(lock);
			}
			AtomicReference<CompletableFuture<?>> waits = new AtomicReference<>();
			assertThat(catchThrowable(() -> node.transaction.executeWithoutResult((status) -> {
				node.stocks.saveAndFlush(new Stock(1, 11));
				waits.set(CompletableFuture.runAsync(() -> execute(statement, "update stocks set pieces = 12")));
				Awaitility.await().until(() -> node.jdbc.queryForObject(waiting, Integer.class) > 0);
			}))).isInstanceOf(ConcurrencyFailureException.class);
			waits.get().join();
			other.commit();
			assertThat(node.jdbc.queryForObject("select pieces from stocks", Integer.class)).isEqualTo(12);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void execute(Statement statement, String sql) {
		try {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Throwable blocked(TestDatabase database, String log, String setting, String lock, boolean jdbc) {
		Map<String, Object> properties = new HashMap<>(database.properties());
		properties.put("spring.datasource.hikari.connection-init-sql", setting);
		try (Node node = new Node(properties, "accelerate.invalidation.log=" + log,
				"accelerate.invalidation.jdbc=" + jdbc)) {
			node.stocks.save(new Stock(1, 10));
			Throwable failure = whileLocked(properties, lock,
					() -> transaction(node, jdbc).executeWithoutResult((status) -> {
						if (jdbc) {
							node.jdbc.update(CHANGE);
						}
						else {
							node.stocks.findById(1L).orElseThrow().setPieces(11);
						}
					}));
			assertNothingWritten(node);
			return failure;
		}
	}

	private static Throwable whileLocked(Map<String, Object> properties, String lock, Runnable write) {
		try (Connection other = connection(properties); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute(lock);
			Throwable failure = catchThrowable(write::run);
			other.rollback();
			return failure;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static TransactionTemplate transaction(Node node, boolean jdbc) {
		return jdbc ? new TransactionTemplate(new JdbcTransactionManager(node.context.getBean(DataSource.class)))
				: node.transaction;
	}

	private static Connection connection(Map<String, Object> properties) throws SQLException {
		return DriverManager.getConnection((String) properties.get("spring.datasource.url"),
				(String) properties.getOrDefault("spring.datasource.username", "sa"),
				(String) properties.getOrDefault("spring.datasource.password", ""));
	}

	private static void assertNothingWritten(Node node) {
		assertThat(node.jdbc.queryForObject("select pieces from stocks where id = 1", Integer.class)).isEqualTo(10);
	}

	/**
	 * Of a transaction that has failed before, nothing but its COMMIT tells.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "fail", "commit" })
	@Tag("postgres")
	void aCommitAfterAFailedStatementIsAsWithoutTheLog(String onLogFailure) {
		Consumer<Node> program = (node) -> node.transaction.executeWithoutResult((status) -> {
			node.stocks.saveAndFlush(new Stock(1, 11));
			assertThat(catchThrowable(() -> node.entityManager.unwrap(Session.class)
				.doWork((connection) -> connection.createStatement().execute("select nothing")))).isNotNull();
		});
		Throwable truth = failure(TestDatabase.POSTGRES, program, "accelerate.invalidation.log=local");
		assertThat(failure(TestDatabase.POSTGRES, program, "accelerate.invalidation.on-log-failure=" + onLogFailure))
			.hasSameClassAs(truth)
			.hasMessage(truth.getMessage());
	}

	/**
	 * A transaction need not be tried again if its connection is lost, whatever is to be
	 * done about the log.
	 */
	@Test
	@Tag("postgres")
	void aLostConnectionIsNoConflict() {
		Map<String, Object> properties = TestDatabase.POSTGRES.properties();
		Consumer<Node> program = (node) -> node.transaction.executeWithoutResult((status) -> {
			node.stocks.saveAndFlush(new Stock(1, 11));
			Integer process = node.jdbc.queryForObject("select pg_backend_pid()", Integer.class);
			try (Connection other = connection(properties); Statement statement = other.createStatement()) {
				statement.execute("select pg_terminate_backend(" + process + ", 10000)");
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		});
		Throwable truth = failure(properties, program, "accelerate.invalidation.on-log-failure=fail");
		Throwable failure = failure(properties, program, "accelerate.invalidation.on-log-failure=commit");
		assertThat(failure).hasSameClassAs(truth).isNotInstanceOf(ConcurrencyFailureException.class);
		assertThat(root(failure)).isEqualTo(root(truth));
	}

	@ParameterizedTest
	@ValueSource(strings = { "fail", "commit" })
	@Tag("postgres")
	void aFailedStatementWithoutTransactionOnPostgresIsAsWithoutTheLog(String onLogFailure) {
		assertSameOutsideTransactions(TestDatabase.POSTGRES, onLogFailure);
	}

	@ParameterizedTest
	@ValueSource(strings = { "fail", "commit" })
	void aFailedStatementWithoutTransactionOnH2IsAsWithoutTheLog(String onLogFailure) {
		assertSameOutsideTransactions(TestDatabase.H2, onLogFailure);
	}

	private static void assertSameOutsideTransactions(TestDatabase database, String onLogFailure) {
		try (Node local = new Node(database.properties(), "accelerate.invalidation.log=local",
				"accelerate.invalidation.jdbc=true");
				Node table = new Node(database.properties(), "accelerate.invalidation.on-log-failure=" + onLogFailure,
						"accelerate.invalidation.jdbc=true")) {
			for (Consumer<Node> program : List.<Consumer<Node>>of((node) -> {
				try (StatelessSession session = node.sessionFactory().openStatelessSession()) {
					session.insert(new Stock(1, 11));
				}
			}, (node) -> node.jdbc.update("insert into stocks (id, pieces) values (1, 11)"))) {
				Throwable truth = failure(local, program);
				assertThat(failure(table, program)).hasSameClassAs(truth).hasMessage(truth.getMessage());
			}
		}
	}

	private static Throwable failure(TestDatabase database, Consumer<Node> program, String... properties) {
		return failure(database.properties(), program, properties);
	}

	private static Throwable failure(Map<String, Object> database, Consumer<Node> program, String... properties) {
		try (Node node = new Node(database, properties)) {
			return failure(node, program);
		}
	}

	private static Throwable failure(Node node, Consumer<Node> program) {
		node.stocks.save(new Stock(1, 10));
		Throwable failure = catchThrowable(() -> program.accept(node));
		assertNothingWritten(node);
		return failure;
	}

}
