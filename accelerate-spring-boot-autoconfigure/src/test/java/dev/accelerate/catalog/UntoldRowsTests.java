package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link DatabaseCatalog} where the database itself changes other rows than those that a
 * statement says, or where it does not show whether it does.
 */
class UntoldRowsTests {

	@Test
	@Tag("postgres")
	void aRuleMayChangeOtherRowsOfItsTable() throws SQLException {
		DatabaseCatalog catalog = read(TestDatabase.POSTGRES, "create table item (id bigint, position int)",
				"create table plain (id bigint)", "create view shown as select id from plain",
				"create rule shift as on insert to item do also update item set position = position + 1 where id <> new.id");
		assertTold(catalog, "plain", "shown");
		assertUntold(catalog, "item");
		assertThat(catalog.triggers()).isEmpty();
	}

	@Test
	@Tag("postgres")
	void aRuleMayCallAFunctionThatWrites() throws SQLException {
		DatabaseCatalog catalog = read(TestDatabase.POSTGRES, "create table item (id bigint)",
				"create table plain (id bigint)",
				"create function refresh() returns void language sql as 'update plain set id = id'",
				"create rule refreshed as on update to item do also select refresh()");
		assertTold(catalog, "plain");
		assertUntold(catalog, "item");
	}

	@Test
	@Tag("postgres")
	void aTriggerOfAPartitionFiresWhereItsTableIsWritten() throws SQLException {
		DatabaseCatalog catalog = read(TestDatabase.POSTGRES, "create table item (id bigint) partition by list (id)",
				"create table part partition of item for values in (1) partition by list (id)",
				"create table part_of_part partition of part for values in (1)",
				"create table other_part partition of item for values in (2)",
				"create trigger noted after update on part_of_part for each row "
						+ "execute function suppress_redundant_updates_trigger()");
		assertUntold(catalog, "part_of_part", "part", "item");
		assertTold(catalog, "other_part");
	}

	@Test
	@Tag("postgres")
	void aForeignKeyToAPartitionActsWhereItsTableIsWritten() throws SQLException {
		DatabaseCatalog catalog = read(TestDatabase.POSTGRES,
				"create table item (id bigint, parent bigint) partition by list (id)",
				"create table first partition of item (primary key (id)) for values in (1)",
				"create table second partition of item for values in (2)",
				"create table note (item_id bigint references first on delete cascade)",
				"alter table second add foreign key (parent) references first on delete cascade");
		assertUntold(catalog, "item");
		assertTold(catalog, "note");
	}

	@Test
	@Tag("postgres")
	void aForeignTableMayHaveTriggersWhereItIs() throws SQLException {
		DatabaseCatalog catalog = read(TestDatabase.POSTGRES, "create foreign data wrapper far",
				"create server elsewhere foreign data wrapper far",
				"create foreign table remote (id bigint) server elsewhere", "create table near (id bigint)");
		assertTold(catalog, "near");
		assertUntold(catalog, "remote");
	}

	@Test
	void aLinkedTableMayHaveTriggersWhereItIs() throws SQLException {
		String remote = "jdbc:h2:mem:" + UUID.randomUUID() + ";INIT=create table if not exists far(id int)";
		DatabaseCatalog catalog = read(TestDatabase.H2, "create table near (id int)",
				"create view shown as select id from near",
				"create linked table remote ('org.h2.Driver', '" + remote.replace(";", "\\;") + "', '', '', 'FAR')");
		assertTold(catalog, "near", "shown");
		assertUntold(catalog, "remote");
	}

	@Test
	@Tag("mariadb")
	void anEngineMayKeepRowsElsewhere() throws SQLException {
		DatabaseCatalog catalog = read(TestDatabase.MARIADB, "create table one (id int not null) engine=MyISAM",
				"create table two (id int not null) engine=InnoDB", "create view shown as select id from two",
				"create table merged (id int not null) engine=MERGE union=(one)");
		assertTold(catalog, "one", "two", "shown");
		assertUntold(catalog, "merged");
	}

	@Test
	@Tag("mariadb")
	void triggersAreUnknownToAUserWithoutThePrivilege() throws SQLException {
		Map<String, Object> properties = TestDatabase.MARIADB.properties();
		try (Connection root = connect(properties); Statement statement = root.createStatement()) {
			String user = "'clerk@" + root.getCatalog() + "'@'%'";
			statement.execute("create table account (id int)");
			statement.execute("create trigger booked after update on account for each row set @booked = 1");
			statement.execute("create table movement (id int)");
			assertTold(read(root), "movement");
			assertUntold(read(root), "account");
			statement.execute("create user " + user + " identified by 'secret'");
			statement.execute("grant select, insert, update, delete on `" + root.getCatalog() + "`.* to " + user);
			properties = Map.of("spring.datasource.url", properties.get("spring.datasource.url"),
					"spring.datasource.username", "clerk@" + root.getCatalog(), "spring.datasource.password", "secret");
			try (Connection clerk = connect(properties)) {
				assertUntold(read(clerk), "movement", "account");
				statement.execute("grant trigger on `" + root.getCatalog() + "`.* to " + user);
				assertTold(read(clerk), "movement");
				assertUntold(read(clerk), "account");
			}
			statement.execute("revoke all on `" + root.getCatalog() + "`.* from " + user);
			statement.execute("grant select, update, trigger on *.* to " + user);
			try (Connection clerk = connect(properties)) {
				assertTold(read(clerk), "movement");
				assertUntold(read(clerk), "account");
			}
			statement.execute("drop user " + user);
		}
	}

	@Test
	@Tag("mariadb")
	void aViewThatTheDatabaseDoesNotShowMayHaveTriggersBehindIt() throws SQLException {
		Map<String, Object> properties = TestDatabase.MARIADB.properties();
		try (Connection root = connect(properties); Statement statement = root.createStatement()) {
			String user = "'viewer@" + root.getCatalog() + "'@'%'";
			statement.execute("create table account (id int)");
			statement.execute("create view shown as select id from account");
			statement.execute("create user " + user + " identified by 'secret'");
			statement.execute("grant select, update, trigger on `" + root.getCatalog() + "`.* to " + user);
			assertTold(read(root), "shown");
			try (Connection viewer = connect(Map.of("spring.datasource.url", properties.get("spring.datasource.url"),
					"spring.datasource.username", "viewer@" + root.getCatalog(), "spring.datasource.password",
					"secret"))) {
				assertThat(read(viewer).opaqueViews()).containsExactly("shown");
				assertThat(read(viewer).reach().isOpaque("shown")).isTrue();
				assertThat(read(viewer).reach().isOpaque("account")).isFalse();
				assertTold(read(viewer), "account");
				assertUntold(read(viewer), "shown");
			}
			statement.execute("drop user " + user);
		}
	}

	private static void assertTold(DatabaseCatalog catalog, String... tables) {
		for (String table : tables) {
			assertThat(catalog.areRowsTold(List.of(table), () -> true)).as(table).isTrue();
		}
	}

	private static void assertUntold(DatabaseCatalog catalog, String... tables) {
		for (String table : tables) {
			assertThat(catalog.tables()).contains(table);
			assertThat(catalog.areRowsTold(List.of(table), () -> true)).as(table).isFalse();
		}
	}

	private static DatabaseCatalog read(TestDatabase database, String... statements) throws SQLException {
		try (Connection connection = connect(database.properties());
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
			return read(connection);
		}
	}

	private static DatabaseCatalog read(Connection connection) throws SQLException {
		DatabaseCatalog.Builder builder = new DatabaseCatalog.Builder();
		CatalogReader.of(connection).read(connection, builder);
		return builder.build();
	}

	private static Connection connect(Map<String, Object> properties) throws SQLException {
		return DriverManager.getConnection(text(properties, "url"), text(properties, "username"),
				text(properties, "password"));
	}

	private static String text(Map<String, Object> properties, String name) {
		return (String) properties.getOrDefault("spring.datasource." + name, "");
	}

}
