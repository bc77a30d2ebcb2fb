package dev.accelerate.nodes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import dev.accelerate.testing.TestDatabase;
import dev.accelerate.tracking.CommitNotice;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CommitNotice} for transactions of Hibernate, whose connection may be got only
 * when it is needed. The cache calls no method of a connection that it does not need.
 */
class CommitNoticeTests {

	private static final Executor OTHER_THREAD = (task) -> new Thread(task).start();

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aTransactionOfHibernateThatReadsIsAsWithoutTheLog(boolean jdbc) {
		List<String> truth = callsOfARead("local", jdbc);
		assertThat(truth).contains("commit");
		assertThat(callsOfARead("table", jdbc)).isEqualTo(truth);
	}

	private static List<String> callsOfARead(String log, boolean jdbc) {
		try (Node node = node("accelerate.invalidation.log=" + log, "accelerate.invalidation.jdbc=" + jdbc)) {
			node.stocks.save(new Stock(1, 10));
			node.jdbc.update("update stocks set pieces = 11");
			CallingDataSource.CALLS.clear();
			node.transaction.executeWithoutResult((status) -> node.entityManager.find(Stock.class, 1L));
			return List.copyOf(CallingDataSource.CALLS);
		}
	}

	@Test
	void plainJdbcCodeIsRecordedAtItsCommit() {
		try (Node node = node("accelerate.invalidation.jdbc=true")) {
			node.stocks.save(new Stock(1, 10));
			long before = rows(node);
			node.transaction.executeWithoutResult((status) -> node.jdbc.update("update stocks set pieces = 11"));
			assertThat(node.jdbc.queryForObject("select pieces from stocks", Integer.class)).isEqualTo(11);
			assertThat(rows(node)).isEqualTo(before + 1);
		}
	}

	/**
	 * Let a second instance hear of both, and of neither if there is a rollback.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void hibernateAndPlainJdbcCodeShareARow(boolean rollback) {
		Map<String, Object> database = TestDatabase.H2.properties();
		try (Node node = new Node(database, "accelerate.invalidation.jdbc=true");
				Node other = new Node(database, "spring.jpa.hibernate.ddl-auto=none")) {
			node.stocks.save(new Stock(1, 10));
			other.hear(node);
			assertThat(other.warm(() -> other.stocks.piecesOf(1))).isEqualTo(10);
			long before = rows(node);
			node.transaction.executeWithoutResult((status) -> {
				node.stocks.save(new Stock(2, 20));
				node.jdbc.update("update stocks set pieces = 11 where id = 1");
				node.jdbc.update("insert into labels (id, text) values (1, 'new')");
				node.accelerate.invalidate("shared");
				if (rollback) {
					status.setRollbackOnly();
				}
			});
			other.hear(node);
			assertThat(other.stocks.piecesOf(1).data()).isEqualTo(rollback ? 10 : 11);
			List<String> rows = node.jdbc
				.queryForList("select record from accelerate_invalidation where id > 0 order by id desc", String.class);
			assertThat(rows).hasSize((int) before + (rollback ? 0 : 1));
			if (!rollback) {
				assertThat(rows.get(0)).contains("stocks", "labels", "shared");
			}
		}
	}

	@Test
	void aConnectionThatAnotherThreadHasWrittenOnIsRecordedDuringItsCommit() {
		try (Node node = node("accelerate.invalidation.jdbc=true")) {
			node.stocks.save(new Stock(1, 10));
			long before = rows(node);
			node.transaction.executeWithoutResult((status) -> node.entityManager.unwrap(Session.class)
				.doWork((connection) -> CompletableFuture.runAsync(() -> execute(connection), OTHER_THREAD).join()));
			assertThat(node.jdbc.queryForObject("select pieces from stocks", Integer.class)).isEqualTo(11);
			assertThat(rows(node)).isEqualTo(before + 1);
		}
	}

	private static void execute(Connection connection) {
		try (Statement statement = connection.createStatement()) {
			statement.execute("update stocks set pieces = 11");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A transaction that is answered by the cache takes no connection, whatever another
	 * one writes that is open at the same time, on another thread or suspended on the
	 * same one.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aCommitWithoutStatementsGetsNoConnection(boolean sameThread) throws SQLException {
		try (Node node = new Node(TestDatabase.H2.properties(), "spring.datasource.connection-fetch=lazy",
				"accelerate.invalidation.jdbc=true")) {
			node.stocks.save(new Stock(1, 10));
			HikariPoolMXBean pool = node.context.getBean(DataSource.class)
				.unwrap(HikariDataSource.class)
				.getHikariPoolMXBean();
			List<Integer> active = new ArrayList<>();
			TransactionTemplate other = new TransactionTemplate(node.transaction.getTransactionManager());
			other.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			Runnable commit = () -> other.executeWithoutResult((status) -> TransactionSynchronizationManager
				.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						active.add(pool.getActiveConnections());
					}

				}));
			long before = rows(node);
			node.transaction.executeWithoutResult((status) -> {
				node.jdbc.update("update stocks set pieces = 11");
				CompletableFuture.runAsync(commit, sameThread ? Runnable::run : OTHER_THREAD).join();
			});
			assertThat(active).containsExactly(1);
			assertThat(rows(node)).isEqualTo(before + 1);
		}
	}

	@Test
	void cursorsAreHeldOnlyForTheSakeOfARow() {
		for (String log : new String[] { "local", "table" }) {
			try (Node node = node("accelerate.invalidation.log=" + log);
					StatelessSession session = node.sessionFactory().openStatelessSession()) {
				CallingDataSource.CALLS.clear();
				session.insert(new Stock(1, 10));
				assertThat(CallingDataSource.CALLS.contains("setHoldability")).as(log).isEqualTo(log.equals("table"));
			}
		}
	}

	private static Node node(String... properties) {
		Map<String, Object> database = new HashMap<>(TestDatabase.H2.properties());
		// There is no pool that keeps the database open.
		database.merge("spring.datasource.url", ";DB_CLOSE_DELAY=-1", (url, setting) -> url + "" + setting);
		database.put("spring.datasource.type", CallingDataSource.class.getName());
		database.put("accelerate.tenancy", "single");
		return new Node(database, properties);
	}

	private static long rows(Node node) {
		return node.jdbc.queryForObject("select count(*) from accelerate_invalidation where id > 0", Long.class);
	}

}
