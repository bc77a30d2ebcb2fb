package dev.accelerate.nodes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link DatabaseLogs} of a role that has no more rights than docs/many-instances.md asks
 * for, on PostgreSQL.
 */
@Tag("postgres")
class LogRightsTests {

	private final Map<String, Object> owner = new HashMap<>(TestDatabase.POSTGRES.properties());

	private final String role = "clerk_" + UUID.randomUUID().toString().replace('-', '_');

	private final Map<String, Object> clerk = new HashMap<>(this.owner);

	@BeforeEach
	void createTables() throws SQLException {
		new Node(this.owner).close();
		this.owner.put("spring.jpa.hibernate.ddl-auto", "none");
		execute("create role " + this.role + " login password 'clerk'; grant all on stocks, labels to " + this.role
				+ "; grant select, insert, update, delete on accelerate_invalidation to " + this.role);
		// It may name the user, too.
		String url = ((String) this.owner.get("spring.datasource.url")).split("[?]")[0];
		this.clerk.putAll(Map.of("spring.datasource.url", url, "spring.datasource.username", this.role,
				"spring.datasource.password", "clerk", "spring.jpa.hibernate.ddl-auto", "none"));
	}

	@AfterEach
	void dropRole() throws SQLException {
		execute("drop owned by " + this.role + "; drop role " + this.role);
	}

	@Test
	void theRightsOfTheTableAreEnough() throws SQLException {
		try (Node writer = clerk(); Node reader = clerk()) {
			writer.stocks.save(new Stock(1, 10));
			reader.hear(writer);
			assertThat(reader.warm(() -> reader.stocks.piecesOf(1))).isEqualTo(10);
			// A position that nobody uses, which one of the nodes has to close.
			execute("begin; insert into accelerate_invalidation (node, record) values ('other', '*'); rollback");
			writer.stocks.save(new Stock(1, 11));
			reader.hear(writer);
			assertThat(reader.stocks.piecesOf(1).data()).isEqualTo(11);
			writer.accelerate.invalidate("stock_1");
			reader.hear(writer);
			assertThat(reader.stocks.piecesOf(1).info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		}
	}

	@Test
	void aRoleThatMayNotReadTheTableDoesNotStart() throws SQLException {
		execute("revoke select on accelerate_invalidation from " + this.role);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(this::clerk)
			.satisfies((failure) -> assertThat(ErrorCode.from(failure)).isEqualTo(ErrorCode.P6001))
			.havingRootCause()
			.withMessageContaining("permission denied");
	}

	/**
	 * The server asks for the right before it looks whether the table exists.
	 */
	@Test
	void aRoleThatMayNotCreateTablesDoesNotStartIfItAlwaysHasTo() throws SQLException {
		execute("revoke create on schema public from public");
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> new Node(this.clerk, "accelerate.invalidation.table.initialize-schema=always").close())
			.satisfies((failure) -> assertThat(ErrorCode.from(failure)).isEqualTo(ErrorCode.P6001))
			.withStackTraceContaining("accelerate.invalidation.table.initialize-schema=never")
			.havingRootCause()
			.withMessageContaining("permission denied for schema public");
		clerk().close();
	}

	@Test
	void aRoleThatMayNotInsertDoesNotCommit() throws SQLException {
		execute("revoke insert on accelerate_invalidation from " + this.role);
		try (Node writer = clerk()) {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> writer.stocks.save(new Stock(1, 10)))
				.satisfies((failure) -> assertThat(ErrorCode.from(failure)).isEqualTo(ErrorCode.P6008));
		}
	}

	/**
	 * As docs/many-instances.md advises.
	 */
	@Test
	void aScriptThatChangesTheSchemaRecordsThatItself() throws SQLException {
		try (Node reader = clerk()) {
			reader.stocks.save(new Stock(1, 10));
			assertThat(reader.warm(() -> reader.stocks.piecesOf(1))).isEqualTo(10);
			execute("begin; alter table stocks alter column pieces type bigint using pieces + 1; "
					+ "insert into accelerate_invalidation (node, record) values ('trigger', '* ddl'); commit");
			try (Node other = clerk()) {
				reader.hear(other);
			}
			assertThat(reader.stocks.piecesOf(1)).satisfies((answer) -> {
				assertThat(answer.data()).isEqualTo(11);
				assertThat(answer.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
			});
		}
	}

	private Node clerk() {
		Node node = new Node(this.clerk, "accelerate.invalidation.table.initialize-schema=never");
		assertThat(node.jdbc.queryForObject("select current_user", String.class)).isEqualTo(this.role);
		return node;
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection((String) this.owner.get("spring.datasource.url"),
				(String) this.owner.get("spring.datasource.username"),
				(String) this.owner.get("spring.datasource.password"));
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
