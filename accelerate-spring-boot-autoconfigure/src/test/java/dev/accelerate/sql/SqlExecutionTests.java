package dev.accelerate.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import dev.accelerate.sql.SqlStatement.Kind;
import dev.accelerate.testing.TestDatabase;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SqlStatement} with random texts that a database executes: whatever table it
 * changes is seen, or the statement counts as not understood. So the rules by which
 * {@link SqlGenerator} makes texts and {@link SqlDialect} reads them are those of the
 * database, and do not merely share a mistake.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SqlExecutionTests {

	private static final long SEED = 20_240_607;

	private static final List<String> TABLES = List.of("purchases", "other", "d");

	private final TestDatabase database;

	private final SqlGenerator own;

	private final String urlOptions;

	private final List<String> settings;

	private Connection connection;

	private String schema;

	/**
	 * Creates the tests of a database.
	 * @param database the database
	 * @param own whose texts it has to accept
	 * @param urlOptions what its driver needs to send several statements at once
	 * @param settings statements by which the database reads texts in other ways
	 */
	SqlExecutionTests(TestDatabase database, SqlGenerator own, String urlOptions, List<String> settings) {
		this.database = database;
		this.own = own;
		this.urlOptions = urlOptions;
		this.settings = settings;
	}

	@BeforeAll
	void connect() throws SQLException {
		Map<String, Object> properties = this.database.properties();
		this.connection = DriverManager.getConnection(properties.get("spring.datasource.url") + this.urlOptions,
				Objects.toString(properties.get("spring.datasource.username"), ""),
				Objects.toString(properties.get("spring.datasource.password"), ""));
		this.schema = Objects.toString(this.connection.getSchema(), this.connection.getCatalog());
		for (String table : TABLES) {
			create(table);
		}
		this.connection.setAutoCommit(false);
	}

	@AfterAll
	void close() throws SQLException {
		if (this.connection != null) {
			this.connection.close();
		}
	}

	List<String> settings() {
		return this.settings;
	}

	@ParameterizedTest
	@MethodSource("settings")
	void whatItsOwnTextsChangeIsSeen(String setting) throws SQLException {
		assertThat(check(setting, writes(this.own), 200)).as("texts that changed a table, of 200").isGreaterThan(50);
	}

	/**
	 * Texts of any database, to which something is added anywhere, so that quotes and
	 * comments end elsewhere.
	 */
	@ParameterizedTest
	@MethodSource("settings")
	void whatSpoiltTextsChangeIsSeen(String setting) throws SQLException {
		assertThat(check(setting,
				Arbitraries.of(SqlGenerator.values())
					.flatMap(SqlExecutionTests::writes)
					.flatMap(SqlExecutionTests::spoilt),
				300))
			.as("texts that changed a table, of 300")
			.isPositive();
	}

	private static Arbitrary<String> spoilt(String sql) {
		return Combinators
			.combine(SqlGenerator.PIECES, Arbitraries.integers().between(0, sql.length()).withoutEdgeCases())
			.as((piece, index) -> sql.substring(0, index) + piece + sql.substring(index));
	}

	private static Arbitrary<String> writes(SqlGenerator dialect) {
		Arbitrary<String> template = Arbitraries
			.of("W", "W", "_W_", "select_L;_W", "W;_select_L", "select_L,_L;_W;_select_L", "with_x_as_(select_L)_W",
					"select_L_from_d_where_a_=_L;W")
			.flatMap((around) -> Arbitraries
				.of("insert_into_T_(a)_values_(L)", "update_T_set_a_=_L", "update_T_set_a_=_L_where_b_<>_L",
						"delete_from_T_where_a_<>_L", "delete_from_T", "update_T_set_a_=_'x'")
				.map((write) -> around.replace("W", write)));
		return dialect.filled(template, "purchases");
	}

	/**
	 * Returns how many of the texts have changed a table.
	 */
	private int check(String setting, Arbitrary<String> texts, int count) throws SQLException {
		int[] changed = { 0 };
		if (!setting.isEmpty()) {
			execute(setting);
		}
		JqwikSession.run(() -> {
			Random random = new Random(SEED);
			RandomGenerator<String> generator = texts.generator(1000);
			for (int i = 0; i < count; i++) {
				String sql = generator.next(random)
					.value()
					.replace("app.", this.schema + ".")
					.replace("`app`", this.schema);
				Set<String> tables = changedBy(sql);
				changed[0] += tables.isEmpty() ? 0 : 1;
				assertSeen(sql, tables, setting);
			}
		});
		return changed[0];
	}

	/**
	 * What a text does before it fails counts, too, where the database keeps that.
	 */
	private Set<String> changedBy(String sql) throws SQLException {
		try {
			execute(sql);
		}
		catch (SQLException ex) {
			if (this.database == TestDatabase.POSTGRES) {
				this.connection.rollback();
				return Set.of();
			}
		}
		Set<String> changed = changed();
		this.connection.rollback();
		// It may have committed by itself.
		for (String table : changed.isEmpty() ? Set.<String>of() : changed()) {
			execute("drop table if exists " + table);
			create(table);
			this.connection.commit();
		}
		return changed;
	}

	private Set<String> changed() {
		return TABLES.stream().filter((table) -> !isAsCreated(table)).collect(Collectors.toSet());
	}

	private boolean isAsCreated(String table) {
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select a, b from " + table + " order by a")) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getString(1) + rows.getString(2));
			}
			return values.equals(List.of("11", "22"));
		}
		catch (SQLException ex) {
			// The table is gone.
			return false;
		}
	}

	private void create(String table) throws SQLException {
		execute("create table " + table + " (a varchar(1000), b varchar(1000))");
		execute("insert into " + table + " values ('1', '1'), ('2', '2')");
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setEscapeProcessing(false);
			boolean result = statement.execute(sql);
			while (result || statement.getUpdateCount() >= 0) {
				result = statement.getMoreResults();
			}
		}
	}

	private static void assertSeen(String sql, Set<String> changed, String setting) {
		SqlStatement statement = SqlStatement.parse(sql);
		if (!changed.isEmpty() && statement.kind() != Kind.UNRECOGNIZED) {
			TableDirectory directory = new TableDirectory();
			directory.tables(TABLES);
			assertThat(statement.kind()).as("seed %d, %s: %s", SEED, setting, sql).isEqualTo(Kind.WRITE);
			assertThat(statement.written(directory).names()).as("seed %d, %s: %s", SEED, setting, sql)
				.containsAll(changed);
		}
	}

}
