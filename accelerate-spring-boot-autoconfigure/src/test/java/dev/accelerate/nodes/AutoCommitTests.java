package dev.accelerate.nodes;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.sql.DataSource;

import dev.accelerate.invalidation.AutoCommittedWrite;
import dev.accelerate.testing.TestDatabase;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AutoCommittedWrite} compared with the same statements without the log: the rows
 * that are there afterwards, and what the application is told.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutoCommitTests {

	private static final String INSERT = "insert into stocks (id, pieces) values (?, ?)";

	private static final String RETURNING = "insert into stocks (id, pieces) values (2, 2), (3, 3), (4, 4), (5, 5), "
			+ "(6, 6) returning id";

	/**
	 * With the log and without it on each database. Programs leave them as they were, but
	 * for their rows.
	 */
	private final Map<String, Node> nodes = new HashMap<>();

	@AfterAll
	void close() {
		this.nodes.values().forEach(Node::close);
	}

	@Test
	void aBatchOnH2IsAsWithoutTheLog() {
		assertBatches(TestDatabase.H2);
	}

	@Test
	@Tag("postgres")
	void aBatchOnPostgresIsAsWithoutTheLog() {
		assertBatches(TestDatabase.POSTGRES);
	}

	@Test
	@Tag("mariadb")
	void aBatchOnMariaDbIsAsWithoutTheLog() {
		assertBatches(TestDatabase.MARIADB);
	}

	private void assertBatches(TestDatabase database) {
		assertSame(database, (connection, told) -> prepared(connection, told, 2, 3), true);
		assertSame(database, (connection, told) -> prepared(connection, told, 2, 1, 3), true);
		assertSame(database, (connection, told) -> {
			try (Statement statement = connection.createStatement()) {
				statement.addBatch("update stocks set pieces = 20");
				statement.addBatch("insert into stocks (id, pieces) values (1, 30)");
				statement.addBatch("insert into stocks (id, pieces) values (7, 70)");
				execute(statement, told);
			}
		}, true);
		assertSame(database, (connection, told) -> {
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("insert into stocks (id, pieces) values (1, 30)");
			}
		}, false);
	}

	private static void prepared(Connection connection, List<String> told, int... ids) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
			for (int id : ids) {
				statement.setInt(1, id);
				statement.setInt(2, 10 * id);
				statement.addBatch();
			}
			execute(statement, told);
		}
	}

	private static void execute(Statement batch, List<String> told) throws SQLException {
		try {
			told.add(Arrays.toString(batch.executeBatch()));
		}
		catch (BatchUpdateException ex) {
			told.add(Arrays.toString(ex.getUpdateCounts()));
			throw ex;
		}
	}

	@Test
	@Tag("postgres")
	void whatReturnsRowsOnPostgresIsAsWithoutTheLog() {
		assertRows(TestDatabase.POSTGRES);
	}

	@Test
	@Tag("mariadb")
	void whatReturnsRowsOnMariaDbIsAsWithoutTheLog() {
		assertRows(TestDatabase.MARIADB);
	}

	private void assertRows(TestDatabase database) {
		assertSame(database, (connection, told) -> {
			try (PreparedStatement statement = connection.prepareStatement(RETURNING)) {
				statement.setFetchSize(2);
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						told.add(rows.getString(1));
					}
				}
				told.add("next time " + statement.getFetchSize());
			}
		}, true);
	}

	@Test
	@Tag("postgres")
	void aNativeQueryThatReturnsRowsIsAsWithoutTheLog() {
		try (Node node = new Node(TestDatabase.POSTGRES.properties());
				StatelessSession session = node.sessionFactory().openStatelessSession()) {
			assertThat(session.createNativeQuery(RETURNING, Long.class).setFetchSize(2).getResultList())
				.containsExactly(2L, 3L, 4L, 5L, 6L);
			assertThat(node.jdbc.queryForObject("select count(*) from stocks", Long.class)).isEqualTo(5);
			int holdability = session.doReturningWork(Connection::getHoldability);
			assertThat(holdability).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
		}
	}

	@Test
	void aClosedStatementIsAsWithoutTheLog() {
		assertSame(TestDatabase.H2, (connection, told) -> {
			PreparedStatement statement = connection.prepareStatement("update stocks set pieces = 20");
			statement.close();
			try {
				statement.executeUpdate();
			}
			finally {
				told.add("after the failure " + connection.getAutoCommit());
			}
		}, false);
	}

	private void assertSame(TestDatabase database, Program program, boolean recorded) {
		List<String> truth = run(database, "local", program, false);
		assertThat(run(database, "table", program, recorded)).isEqualTo(truth);
	}

	private List<String> run(TestDatabase database, String log, Program program, boolean recorded) {
		Node node = this.nodes.computeIfAbsent(database + " " + log, (key) -> new Node(database.properties(),
				"accelerate.invalidation.log=" + log, "accelerate.invalidation.jdbc=true"));
		node.jdbc.update("delete from stocks");
		node.stocks.save(new Stock(1, 10));
		long before = recorded ? rows(node) : 0;
		List<String> told = new ArrayList<>();
		try (Connection connection = node.context.getBean(DataSource.class).getConnection()) {
			try {
				program.run(connection, told);
			}
			catch (SQLException ex) {
				told.add(ex.getClass().getName() + " " + ex.getSQLState() + " " + ex.getErrorCode());
			}
			told.add("auto-commit " + connection.getAutoCommit());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		told.add(node.jdbc.queryForList("select id, pieces from stocks order by id")
			.toString()
			.toLowerCase(Locale.ROOT));
		if (recorded && !told.get(told.size() - 1).equals("[{id=1, pieces=10}]")) {
			assertThat(rows(node)).as("rows of the log").isEqualTo(before + 1);
		}
		return told;
	}

	private static long rows(Node node) {
		return node.jdbc.queryForObject("select count(*) from accelerate_invalidation where id > 0", Long.class);
	}

	@FunctionalInterface
	private interface Program {

		void run(Connection connection, List<String> told) throws SQLException;

	}

}
