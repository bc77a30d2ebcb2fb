package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.accelerate.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TriggerScript} with logs and tables of every name, executed on PostgreSQL.
 */
@Tag("postgres")
class TriggerScriptTests {

	private static final String LONG = "a_very_long_name_of_a_log_whose_end_the_server_would_have_to_";

	private Connection connection;

	@BeforeEach
	void connect() throws SQLException {
		var database = TestDatabase.POSTGRES.properties();
		this.connection = DriverManager.getConnection((String) database.get("spring.datasource.url"),
				(String) database.get("spring.datasource.username"),
				(String) database.get("spring.datasource.password"));
		execute("create table plain (id int)");
	}

	@AfterEach
	void disconnect() throws SQLException {
		this.connection.close();
	}

	static Stream<String> names() {
		return Stream.of("it's", "say \"log\"", "a.b", "$accelerate$", "@@record@@", "back\\slash", "two\nlines",
				"Ünïcödé", LONG + "ab",
				"\u65e5\u672c\u8a9e\u306e\u3068\u3066\u3082\u9577\u3044\u540d\u524d\u306e\u8a18\u9332\u306e\u8868\u3067\u3059\u3088\u306d",
				"order");
	}

	@ParameterizedTest
	@MethodSource("names")
	void aLogOfAnyNameIsWrittenTo(String name) throws SQLException {
		String schema = (name + " schema").substring(0, Math.min(20, name.length() + 7));
		execute("create schema " + PostgresName.quoted(schema));
		createLog(schema, name);
		assertRecorded(new TriggerScript(schema, name), schema, name, "plain", "t=plain");
	}

	@ParameterizedTest
	@MethodSource("names")
	void aTableOfAnyNameIsRecorded(String name) throws SQLException {
		createLog("public", "log");
		execute("create table " + PostgresName.quoted(name) + " (id int)");
		TriggerScript script = new TriggerScript(null, "log");
		executeEach(create(script, null, List.of(tableOf(name))));
		execute("delete from log; insert into " + PostgresName.quoted(name) + " values (1)");
		assertThat(records("public", "log")).singleElement().asString().startsWith("t=").doesNotContain(" ");
		executeEach(create(script, null, List.of(tableOf(name))));
		assertThat(records("public", "log")).hasSize(1);
		executeEach(script.drop(this.connection, null));
		execute("insert into " + PostgresName.quoted(name) + " values (1)");
		assertThat(records("public", "log")).hasSize(1);
	}

	/**
	 * Their names differ only where the server cuts those of their functions.
	 */
	@ParameterizedTest
	@ValueSource(strings = { LONG,
			"\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4" })
	void twoLogsOfLongNamesDoNotMeet(String name) throws SQLException {
		for (String end : List.of("1", "2")) {
			createLog("public", name + end);
			executeEach(create(new TriggerScript(null, name + end), null, List.of(NamedTable.of(null, "plain"))));
		}
		execute("delete from " + PostgresName.quoted(name + "1"));
		execute("delete from " + PostgresName.quoted(name + "2"));
		execute("insert into plain values (1)");
		for (String end : List.of("1", "2")) {
			assertThat(records("public", name + end)).containsExactly("t=plain");
		}
		executeEach(new TriggerScript(null, name + "1").drop(this.connection, null));
		execute("insert into plain values (2)");
		assertThat(records("public", name + "1")).hasSize(1);
		assertThat(records("public", name + "2")).hasSize(2);
	}

	/**
	 * The log may be read on connections whose schema is another one.
	 */
	@Test
	void theLogIsWhereItsTableIs() throws SQLException {
		execute("create schema elsewhere");
		createLog("elsewhere", "log");
		TriggerScript script = new TriggerScript(null, "log");
		executeEach(create(script, "\"elsewhere\".log", List.of(NamedTable.of(null, "plain"))));
		execute("insert into plain values (1)");
		assertThat(records("elsewhere", "log")).contains("t=plain");
		execute("create schema application; set search_path = application, elsewhere, public");
		assertThat(create(script, null, List.of())).contains("\"elsewhere\".\"log\"");
		assertThat(script.drop(this.connection, null)).contains("on \"public\".\"plain\"");
	}

	/**
	 * The catalog knows tables by numbers, in the order in which they were made.
	 */
	@Test
	void theTextDoesNotDependOnTheOrderInWhichTablesWereMade() throws SQLException {
		List<NamedTable> names = IntStream.range(0, 40).mapToObj((i) -> NamedTable.of(null, "t" + i)).toList();
		List<String> texts = new ArrayList<>();
		createLog("public", "log");
		for (boolean reversed : List.of(false, true)) {
			execute("drop schema if exists made cascade; create schema made; set search_path = made, public");
			for (int i = 0; i < 20; i++) {
				execute("create table t" + (reversed ? 19 - i : i) + " (id int)");
			}
			for (int i = 20; i < 30; i++) {
				execute("create table t" + (reversed ? 49 - i : i) + " () inherits (t0)");
			}
			List<NamedTable> ordered = new ArrayList<>(names);
			if (reversed) {
				Collections.reverse(ordered);
			}
			texts.add(create(new TriggerScript(null, "log"), null, ordered));
		}
		assertThat(texts.get(0)).isEqualTo(texts.get(1)).contains("t=t0 t=t20 t=t21").contains("\"t19\"");
	}

	private void assertRecorded(TriggerScript script, String schema, String log, String table, String record)
			throws SQLException {
		List<NamedTable> names = List.of(tableOf(table));
		executeEach(create(script, null, names));
		assertThat(records(schema, log)).containsExactly(record + " ddl");
		execute("insert into " + table + " values (1)");
		executeEach(create(script, null, names));
		assertThat(records(schema, log)).containsExactly(record + " ddl", record);
		executeEach(script.drop(this.connection, null));
		execute("insert into " + table + " values (1)");
		assertThat(records(schema, log)).hasSize(2);
	}

	private String create(TriggerScript script, @Nullable String table, List<NamedTable> names) throws SQLException {
		String text = script.create(this.connection, table, names);
		assertThat(text).isNotNull();
		return text;
	}

	private static NamedTable tableOf(String name) {
		return NamedTable.of(null, PostgresName.cut(name));
	}

	private void createLog(String schema, String name) throws SQLException {
		execute("create table " + PostgresName.qualified(schema, name)
				+ " (id bigint generated by default as identity primary key, "
				+ "created_at timestamptz not null default now(), node varchar(64) not null, record text not null)");
	}

	private List<String> records(String schema, String log) throws SQLException {
		List<String> records = new ArrayList<>();
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement
					.executeQuery("select record from " + PostgresName.qualified(schema, log) + " order by id")) {
			while (row.next()) {
				records.add(row.getString(1));
			}
		}
		return records;
	}

	private void executeEach(String sql) throws SQLException {
		for (String each : sql.split("\n\n")) {
			execute(each);
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
