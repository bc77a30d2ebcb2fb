package dev.accelerate.nodes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.Proves.Seen;
import dev.accelerate.testing.TestDatabase;
import org.assertj.core.api.ThrowableAssert;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link DatabaseLogs} that cannot be written to or read.
 */
class LogFailureTests {

	@ParameterizedTest
	@EnumSource(names = { "H2" })
	void noTransactionCommitsWithoutItsRow(TestDatabase database) {
		assertNothingCommits(database);
	}

	@Test
	@Tag("postgres")
	void noTransactionCommitsWithoutItsRowOnPostgres() {
		assertNothingCommits(TestDatabase.POSTGRES);
	}

	@Test
	@Tag("mariadb")
	void noTransactionCommitsWithoutItsRowOnMariaDb() {
		assertNothingCommits(TestDatabase.MARIADB);
	}

	private static void assertNothingCommits(TestDatabase database) {
		try (Node node = new Node(database.properties(), "accelerate.invalidation.jdbc=true")) {
			node.stocks.save(new Stock(1, 10));
			node.jdbc.execute("drop table accelerate_invalidation");
			assertFails(() -> node.stocks.save(new Stock(1, 11)));
			assertFails(() -> node.stocks.change(1, 1));
			assertFails(() -> node.jdbc.update("update stocks set pieces = 12"));
			assertFails(() -> node.transaction
				.executeWithoutResult((transaction) -> node.jdbc.update("update stocks set pieces = 13")));
			assertFails(() -> {
				try (StatelessSession session = node.sessionFactory().openStatelessSession()) {
					session.update(new Stock(1, 14));
				}
			});
			assertFails(() -> node.accelerate.invalidate("stock_1"));
			assertThat(node.jdbc.queryForObject("select pieces from stocks", Integer.class)).isEqualTo(10);
		}
	}

	@Test
	void aTagOfAnUnseenWriteIsInItsTransaction() {
		assertTagIsInItsTransaction(TestDatabase.H2);
	}

	@Test
	@Tag("postgres")
	void aTagOfAnUnseenWriteIsInItsTransactionOnPostgres() {
		assertTagIsInItsTransaction(TestDatabase.POSTGRES);
	}

	@Test
	@Tag("mariadb")
	void aTagOfAnUnseenWriteIsInItsTransactionOnMariaDb() {
		assertTagIsInItsTransaction(TestDatabase.MARIADB);
	}

	private static void assertTagIsInItsTransaction(TestDatabase database) {
		try (Node node = new Node(database.properties())) {
			node.stocks.save(new Stock(1, 10));
			Runnable change = () -> node.transaction.executeWithoutResult((transaction) -> {
				node.jdbc.update("update stocks set pieces = pieces + 1");
				node.accelerate.invalidate("stock_1");
			});
			change.run();
			assertThat(node.jdbc.queryForList("select record from accelerate_invalidation where id > 0", String.class))
				.containsOnlyOnce("g=stock_1");
			node.jdbc.execute("drop table accelerate_invalidation");
			assertFails(change::run);
			assertThat(node.jdbc.queryForObject("select pieces from stocks", Integer.class)).isEqualTo(11);
		}
	}

	/**
	 * A listener may commit in a session of its own while the transaction flushes. Others
	 * must not hear of the tag then, because they would load what is there before.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aTagIsInTheRowOfItsOwnTransactionOnly(boolean jdbc) {
		try (Node node = new Node(TestDatabase.H2.properties(), "accelerate.invalidation.jdbc=" + jdbc,
				"accelerate.invalidation.precision=table")) {
			node.stocks.save(new Stock(1, 10));
			node.transaction.executeWithoutResult((transaction) -> {
				node.entityManager.persist(new Label(1, "new"));
				node.entityManager.unwrap(Session.class).addEventListeners(new SessionEventListener() {

					@Override
					public void flushStart() {
						node.sessionFactory()
							.inTransaction(
									(session) -> session.createNativeMutationQuery("update stocks set pieces = 11")
										.executeUpdate());
					}

				});
				node.accelerate.invalidate("stock_1");
			});
			assertThat(rows(node)).endsWith("t=stocks", "t=labels g=stock_1");
		}
	}

	private static List<String> rows(Node node) {
		return node.jdbc.queryForList("select record from accelerate_invalidation where id > 0 order by id",
				String.class);
	}

	@Test
	void noStatementCommitsWithoutItsRow() {
		assertNoStatementCommits(TestDatabase.H2);
	}

	@Test
	@Tag("postgres")
	void noStatementCommitsWithoutItsRowOnPostgres() {
		assertNoStatementCommits(TestDatabase.POSTGRES);
	}

	@Test
	@Tag("mariadb")
	void noStatementCommitsWithoutItsRowOnMariaDb() {
		assertNoStatementCommits(TestDatabase.MARIADB);
	}

	/**
	 * A pool and its driver need not know of a transaction that is begun and committed by
	 * statements, and so do not roll it back.
	 */
	private static void assertNoStatementCommits(TestDatabase database) {
		try (Node node = new Node(database.properties(), "accelerate.invalidation.jdbc=true",
				"spring.datasource.hikari.maximum-pool-size=1")) {
			node.stocks.save(new Stock(1, 10));
			node.jdbc.execute("drop table accelerate_invalidation");
			for (boolean autoCommit : new boolean[] { true, false }) {
				node.jdbc.execute((Connection connection) -> {
					connection.setAutoCommit(autoCommit);
					try (Statement statement = connection.createStatement()) {
						if (autoCommit) {
							statement.execute("begin");
						}
						statement.execute("update stocks set pieces = 11");
						assertP6008(() -> statement.execute("commit"));
						statement.execute("select pieces from stocks");
						assertThat(statement.getResultSet().next()).isTrue();
						assertThat(statement.getResultSet().getInt(1)).isEqualTo(10);
					}
					return null;
				});
				assertThat(node.jdbc.queryForObject("select pieces from stocks", Integer.class)).isEqualTo(10);
			}
		}
	}

	/**
	 * Nobody knows what several statements in one text do, so what was written before
	 * them is recorded first. If that fails, the application may go on.
	 */
	@Test
	void aFailureInTheMiddleLeavesTheTransactionAsItIs() {
		try (Node node = new Node(TestDatabase.H2.properties(), "accelerate.invalidation.jdbc=true")) {
			node.stocks.save(new Stock(1, 10));
			node.jdbc.execute("drop table accelerate_invalidation");
			node.jdbc.execute((Connection connection) -> {
				connection.setAutoCommit(false);
				try (Statement statement = connection.createStatement()) {
					statement.execute("update stocks set pieces = 11");
					assertP6008(() -> statement.execute(
							"update stocks set pieces = 12; update stocks set pieces = case when id = 1 then 13 end"));
					statement.execute("select pieces from stocks");
					assertThat(statement.getResultSet().next()).isTrue();
					assertThat(statement.getResultSet().getInt(1)).isEqualTo(11);
					assertP6008(connection::commit);
				}
				return null;
			});
			assertThat(node.jdbc.queryForObject("select pieces from stocks", Integer.class)).isEqualTo(10);
		}
	}

	private static void assertP6008(ThrowableAssert.ThrowingCallable commit) {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(commit)
			.satisfies((failure) -> assertThat(ErrorCode.from(failure)).isEqualTo(ErrorCode.P6008));
	}

	/**
	 * Hibernate commits a transaction that is marked for rollback so late.
	 */
	@Test
	void aTransactionThatIsMarkedDuringItsFlushDoesNotCommitWithoutItsRow() {
		try (Node node = new Node(TestDatabase.H2.properties())) {
			node.stocks.save(new Stock(1, 10));
			changeAndMark(node, 11);
			assertThat(node.jdbc.queryForObject("select pieces from stocks", Integer.class)).isEqualTo(11);
			node.jdbc.execute("drop table accelerate_invalidation");
			assertFails(() -> changeAndMark(node, 12));
			assertThat(node.jdbc.queryForObject("select pieces from stocks", Integer.class)).isEqualTo(11);
		}
	}

	private static void changeAndMark(Node node, int pieces) {
		try (Session session = node.sessionFactory().openSession()) {
			Transaction transaction = session.beginTransaction();
			session.find(Stock.class, 1L).setPieces(pieces);
			session.addEventListeners(new SessionEventListener() {

				@Override
				public void flushEnd(int entities, int collections) {
					transaction.markRollbackOnly();
				}

			});
			transaction.commit();
		}
	}

	private static void assertFails(Runnable write) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(write::run)
			.satisfies((failure) -> assertThat(ErrorCode.from(failure)).isEqualTo(ErrorCode.P6008));
	}

	@Test
	void aTransactionCommitsWithoutItsRowIfToldSo() {
		assertCommits(TestDatabase.H2);
	}

	@Test
	@Tag("postgres")
	void aTransactionCommitsWithoutItsRowIfToldSoOnPostgres() {
		assertCommits(TestDatabase.POSTGRES);
	}

	/**
	 * The table stays pending on the node that has written, and the other node is told as
	 * soon as the log can be written to.
	 */
	private static void assertCommits(TestDatabase database) {
		Map<String, Object> properties = new HashMap<>(database.properties());
		try (Node writer = new Node(properties, "accelerate.invalidation.on-log-failure=commit")) {
			properties.put("spring.jpa.hibernate.ddl-auto", "none");
			try (Node reader = new Node(properties, "accelerate.invalidation.max-silence=1h",
					"accelerate.invalidation.table.retention=10h")) {
				writer.stocks.save(new Stock(1, 10));
				reader.hear(writer);
				assertThat(writer.warm(() -> writer.stocks.piecesOf(1))).isEqualTo(10);
				assertThat(reader.warm(() -> reader.stocks.piecesOf(1))).isEqualTo(10);
				writer.jdbc.execute("alter table accelerate_invalidation rename to away");
				writer.stocks.save(new Stock(1, 11));
				assertFails(() -> writer.accelerate.invalidate("stock_1"));
				for (int i = 0; i < 2; i++) {
					assertThat(writer.stocks.piecesOf(1).data()).isEqualTo(11);
					assertThat(writer.stocks.piecesOf(1).info().cacheStatus()).isEqualTo(CacheStatus.MISS);
				}
				assertThat(reader.stocks.piecesOf(1).data()).as("what other instances are told of later").isEqualTo(10);
				writer.jdbc.execute("alter table away rename to accelerate_invalidation");
				Awaitility.await().until(() -> reader.stocks.piecesOf(1).data() == 11);
				assertThat(writer.warm(() -> writer.stocks.piecesOf(1))).isEqualTo(11);
			}
		}
	}

	@Test
	void aMissingTableStopsTheStart() {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(
				() -> new Node(TestDatabase.H2.properties(), "accelerate.invalidation.table.initialize-schema=never"))
			.havingRootCause()
			.withMessageContaining("ACCELERATE_INVALIDATION");
	}

	@Test
	@Proves(value = "other instances of this application", seen = Seen.NO)
	void withALocalLogNothingIsHeardOfAnotherNode() {
		Map<String, Object> properties = new HashMap<>(TestDatabase.H2.properties());
		try (Node writer = new Node(properties, "accelerate.invalidation.log=local")) {
			properties.put("spring.jpa.hibernate.ddl-auto", "none");
			try (Node reader = new Node(properties, "accelerate.invalidation.log=local")) {
				writer.stocks.save(new Stock(1, 10));
				assertThat(reader.warm(() -> reader.stocks.piecesOf(1))).isEqualTo(10);
				writer.stocks.save(new Stock(1, 11));
				assertThat(reader.stocks.piecesOf(1)).satisfies((answer) -> {
					assertThat(answer.data()).isEqualTo(10);
					assertThat(answer.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
				});
			}
		}
	}

	/**
	 * A node that cannot read the log does not answer from the cache and stores nothing.
	 * What it has stored before is valid again afterwards.
	 */
	@Test
	@Tag("postgres")
	void aSilentNodeLoadsAndGoesOnAfterwards() throws SQLException {
		Map<String, Object> properties = TestDatabase.POSTGRES.properties();
		try (Node node = new Node(properties, "accelerate.invalidation.max-silence=300ms")) {
			node.stocks.save(new Stock(1, 10));
			node.warm(() -> node.stocks.piecesOf(1));
			Instant loaded = node.stocks.piecesOf(1).info().lastModified();
			try (Connection connection = DriverManager.getConnection((String) properties.get("spring.datasource.url"),
					(String) properties.get("spring.datasource.username"),
					(String) properties.get("spring.datasource.password"));
					Statement statement = connection.createStatement()) {
				connection.setAutoCommit(false);
				statement.execute("lock table accelerate_invalidation in access exclusive mode");
				Awaitility.await().until(() -> node.stocks.piecesOf(1).info().cacheStatus() == CacheStatus.MISS);
				assertThat(node.stocks.piecesOf(1).info().cacheStatus()).isEqualTo(CacheStatus.MISS);
				connection.rollback();
			}
			Awaitility.await().until(() -> node.stocks.piecesOf(1).info().cacheStatus() == CacheStatus.TTL);
			assertThat(node.stocks.piecesOf(1).info().lastModified()).isEqualTo(loaded);
		}
	}

	/**
	 * Beans may write until they are destroyed, which is after everything with a life
	 * cycle was stopped.
	 */
	@Test
	void whatIsWrittenWhileANodeClosesIsHeard() {
		Map<String, Object> properties = new HashMap<>(TestDatabase.H2.properties());
		try (Node reader = new Node(properties)) {
			properties.put("spring.jpa.hibernate.ddl-auto", "none");
			reader.stocks.save(new Stock(1, 10));
			Node writer = new Node(properties);
			reader.hear(writer);
			assertThat(reader.warm(() -> reader.stocks.piecesOf(1))).isEqualTo(10);
			((DefaultListableBeanFactory) writer.context.getBeanFactory()).registerDisposableBean("late",
					() -> writer.stocks.change(1, 5));
			writer.close();
			Awaitility.await().until(() -> reader.stocks.piecesOf(1).data() == 15);
		}
	}

	@Test
	void aNameThatIsNoNameIsRefused() {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> new Node(TestDatabase.H2.properties(), "accelerate.invalidation.table.name=a;b"))
			.havingRootCause()
			.isInstanceOf(AccelerateException.class)
			.withMessageContaining("accelerate.invalidation.table.name");
	}

}
