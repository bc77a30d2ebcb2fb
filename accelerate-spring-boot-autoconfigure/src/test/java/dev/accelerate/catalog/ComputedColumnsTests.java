package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import dev.accelerate.sql.TableReach;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link DatabaseCatalog} of tables with columns that the database itself changes.
 */
class ComputedColumnsTests {

	@Test
	void h2ComputesColumns() throws SQLException {
		TableReach reach = read(TestDatabase.H2, "create domain touched as timestamp on update current_timestamp",
				"create table item (id int, name varchar(20), code varchar(20) generated always as (upper(name)), "
						+ "\"Seen\" timestamp default current_timestamp on update current_timestamp, changed touched)",
				"create table plain (id int)", "create view shown as select id, upper(name) as code from item");
		assertSet(reach, "item", "id", "name", "NAME");
		assertComputed(reach, "item", "code", "CODE", "\"Seen\"", "changed");
		assertSet(reach, "plain", "id");
		assertComputed(reach, "shown", "id", "code");
	}

	@Test
	@Tag("postgres")
	void postgresComputesColumns() throws SQLException {
		TableReach reach = read(TestDatabase.POSTGRES,
				"create table item (id int, name text, code text generated always as (upper(name)) stored)",
				"create table parted (id int, name text, code text generated always as (upper(name)) stored) "
						+ "partition by list (id)",
				"create table plain (id int)", "create view shown as select id, upper(name) as code from item");
		assertSet(reach, "item", "id", "name", "`NAME`");
		assertComputed(reach, "item", "code", "\"Code\"");
		assertSet(reach, "parted", "name");
		assertComputed(reach, "parted", "code");
		assertSet(reach, "plain", "id");
		assertComputed(reach, "shown", "id", "code");
	}

	@Test
	@Tag("mariadb")
	void mariaDbComputesColumns() throws SQLException {
		TableReach reach = read(TestDatabase.MARIADB,
				"create table item (id int default (1 + 1), name varchar(20), made datetime default current_timestamp, "
						+ "code varchar(20) generated always as (upper(name)) virtual, "
						+ "kept varchar(20) generated always as (upper(name)) stored, "
						+ "changed timestamp default current_timestamp on update current_timestamp)",
				"create table plain (id int)", "create view shown as select id, upper(name) as code from item");
		assertSet(reach, "item", "id", "name", "made");
		assertComputed(reach, "item", "code", "kept", "changed", "`Changed`");
		assertSet(reach, "plain", "id");
		assertComputed(reach, "shown", "id", "code");
	}

	@Test
	void aViewMayHaveTheNameOfATable() throws SQLException {
		TableReach reach = read(TestDatabase.H2, "create table item (id int, name varchar(20))", "create schema other",
				"create view other.item as select id, upper(name) as name from item");
		assertComputed(reach, "item", "id", "name");
	}

	@Test
	void nothingIsKnownOfTablesThatAreNotRead() throws SQLException {
		assertComputed(read(TestDatabase.H2), "other", "id");
	}

	private static void assertSet(TableReach reach, String table, String... columns) {
		assertThat(List.of(columns)).allMatch((column) -> reach.isSetByStatements(table, column));
	}

	private static void assertComputed(TableReach reach, String table, String... columns) {
		assertThat(List.of(columns)).noneMatch((column) -> reach.isSetByStatements(table, column));
	}

	private static TableReach read(TestDatabase database, String... statements) throws SQLException {
		Map<String, Object> properties = database.properties();
		try (Connection connection = DriverManager.getConnection(properties.get("spring.datasource.url").toString(),
				(String) properties.getOrDefault("spring.datasource.username", ""),
				(String) properties.getOrDefault("spring.datasource.password", ""));
				Statement statement = connection.createStatement()) {
			for (String each : statements) {
				statement.execute(each);
			}
			DatabaseCatalog.Builder catalog = new DatabaseCatalog.Builder();
			CatalogReader.of(connection).read(connection, catalog);
			return catalog.build().reach();
		}
	}

}
