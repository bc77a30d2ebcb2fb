package dev.accelerate.jpa.schema;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.InvalidationTriggers;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.catalog.domain.Person;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link InvalidationTriggers}: writes that the application knows nothing of, on
 * connections of their own, and the rows that they leave in the log.
 */
@Tag("postgres")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvalidationTriggersTests {

	private static final List<String> QUERIED = List.of("countries", "cities", "streets", "mayors", "measurements",
			"places", "capitals", "noted", "odd names");

	private ConfigurableApplicationContext context;

	private InvalidationTriggers triggers;

	@BeforeAll
	void start() throws SQLException {
		this.context = TestApplication.run(TestDatabase.POSTGRES, Configured.class,
				"spring.sql.init.schema-locations=classpath:catalog/common.sql,classpath:catalog/postgres.sql,"
						+ "classpath:catalog/log.sql",
				"spring.sql.init.mode=always", "spring.jpa.hibernate.ddl-auto=none");
		this.triggers = this.context.getBean(InvalidationTriggers.class);
		this.context.getBean(TableDirectory.class).tables(QUERIED);
		apply(this.triggers.sql());
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@BeforeEach
	void clear() throws SQLException {
		apply("delete from accelerate_invalidation");
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert into people values (7, 1)", "update people set age = age", "delete from people",
			"truncate people",
			"merge into people p using unrelated u on u.id = p.id when matched then delete "
					+ "when not matched then insert values (1000 + u.id, 9)",
			"do 'begin update people set age = 1; update people set age = 2; end'",
			"with w as (insert into people values (8, 8) returning id) select * from w",
			"update adults set age = 40 where id = 1", "set session_replication_role = replica; delete from people" })
	void aWriteIsRecordedOnce(String sql) throws SQLException {
		apply(sql);
		assertThat(records()).containsExactly("t=people");
	}

	@Test
	void aCopyIsRecorded() throws Exception {
		try (Connection connection = connect()) {
			connection.unwrap(PGConnection.class)
				.getCopyAPI()
				.copyIn("copy people from stdin", new StringReader("21\t1\n22\t2\n"));
		}
		assertThat(records()).containsExactly("t=people");
	}

	@Test
	void readsAreNotRecorded() throws SQLException {
		apply("select * from people for update");
		apply("insert into unrelated values (55)");
		assertThat(records()).isEmpty();
	}

	@Test
	void whatAForeignKeyDeletesAndClearsIsRecorded() throws SQLException {
		apply("insert into countries values (40, 400); insert into cities values (40, 40);"
				+ "insert into streets values (40, 40); insert into mayors values (40, 400)");
		clear();
		apply("delete from countries where id = 40");
		assertThat(records()).hasSize(1);
		assertThat(records().get(0).split(" ")).containsExactlyInAnyOrder("t=countries", "t=cities", "t=streets",
				"t=mayors");
	}

	@Test
	void whatATruncateCascadesToIsRecorded() throws SQLException {
		apply("truncate countries cascade");
		assertThat(records()).hasSize(1);
		assertThat(records().get(0).split(" ")).containsExactlyInAnyOrder("t=countries", "t=cities", "t=streets",
				"t=mayors");
	}

	@Test
	void aDirectWriteToAPartitionIsRecorded() throws SQLException {
		apply("insert into measurements_odd_young values (1, 5)");
		assertThat(records()).containsExactly("t=measurements t=measurements_odd t=measurements_odd_young");
	}

	@Test
	void aWriteToAPartitionedTableIsRecorded() throws SQLException {
		apply("insert into measurements values (2, 5)");
		assertThat(records()).containsExactly("t=measurements");
	}

	@Test
	void aWriteToATableThatInheritsIsRecordedForItsParent() throws SQLException {
		apply("insert into capitals values (3, 5)");
		assertThat(records()).containsExactly("t=capitals t=places");
	}

	@Test
	void aWriteToAParentIsRecordedForTheTableThatInherits() throws SQLException {
		apply("update places set age = age + 1");
		assertThat(records()).containsExactly("t=capitals t=places");
	}

	@Test
	void aTableWithAnOddNameIsRecordedByItsPlainName() throws SQLException {
		apply("insert into \"Odd.\"\"Schema\".\"Odd Names\" values (1)");
		assertThat(records()).isEmpty();
		apply(this.triggers.sql("Odd.\"Schema"));
		clear();
		apply("insert into \"Odd.\"\"Schema\".\"Odd Names\" values (2)");
		assertThat(records()).containsExactly("t=odd%20names");
	}

	@Test
	void aRoleWithoutRightsOnTheLogIsRecorded() throws SQLException {
		apply("set role accelerate_clerk; insert into people values (61, 1)");
		assertThat(records()).containsExactly("t=people");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> apply("set role accelerate_clerk; select * from accelerate_invalidation"))
			.withMessageContaining("permission denied");
	}

	@Test
	void nothingIsRecordedOfARollback() throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("update people set age = 5");
			connection.rollback();
		}
		assertThat(records()).isEmpty();
	}

	@Test
	void whatASavepointTookBackIsRecordedIfItIsWrittenAgain() throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("update countries set code = code");
			Savepoint savepoint = connection.setSavepoint();
			statement.execute("update people set age = 5");
			connection.rollback(savepoint);
			connection.commit();
			assertThat(records()).containsExactly("t=countries");
			savepoint = connection.setSavepoint();
			statement.execute("update people set age = 6");
			connection.rollback(savepoint);
			statement.execute("update people set age = 7");
			connection.commit();
		}
		assertThat(records()).containsExactly("t=countries", "t=people");
	}

	@Test
	void aTransactionIsRecordedOnceHoweverMuchItWrites() throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			for (int i = 0; i < 500; i++) {
				statement.execute("update people set age = " + i);
				statement.execute("update countries set code = code");
			}
			connection.commit();
			statement.execute("update people set age = 1");
			connection.commit();
		}
		assertThat(records()).containsExactly("t=people t=countries", "t=people");
	}

	/**
	 * Otherwise it would hold up all that comes after it in the log.
	 */
	@Test
	void anOpenTransactionHasNoPositionYet() throws SQLException {
		try (Connection open = connect(); Statement statement = open.createStatement()) {
			open.setAutoCommit(false);
			statement.execute("update countries set code = code");
			apply("update people set age = 1");
			open.commit();
		}
		assertThat(records()).containsExactly("t=people", "t=countries");
		assertThat(longs("select max(id) - min(id) from accelerate_invalidation")).containsExactly(1L);
	}

	@Test
	void whatIsCheckedAtOnceIsRecordedOnce() throws SQLException {
		apply("begin; set constraints all immediate; update people set age = 1; update people set age = 2; commit");
		assertThat(records()).containsExactly("t=people");
	}

	@Test
	void aPositionThatWasGivenUpIsReplacedByTheNext() throws SQLException {
		apply("insert into accelerate_invalidation (id, node, record) select i, 'other', '' from generate_series("
				+ "nextval(pg_get_serial_sequence('accelerate_invalidation', 'id')) + 1, "
				+ "currval(pg_get_serial_sequence('accelerate_invalidation', 'id')) + 3) i");
		apply("update people set age = 1");
		assertThat(records()).containsExactly("", "", "", "t=people");
	}

	/**
	 * If a trigger read what others write, each of them would count as having read the
	 * other's row.
	 */
	@Test
	void serializableTransactionsDoNotDependOnEachOther() throws SQLException {
		try (Connection one = connect();
				Connection other = connect();
				Statement first = one.createStatement();
				Statement second = other.createStatement()) {
			for (Connection each : List.of(one, other)) {
				each.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
				each.setAutoCommit(false);
			}
			first.execute("insert into people values (71, 1)");
			second.execute("insert into places values (71, 1)");
			first.execute("set constraints all immediate");
			second.execute("set constraints all immediate");
			one.commit();
			other.commit();
		}
		assertThat(records()).containsExactly("t=people", "t=capitals t=places");
	}

	@Test
	void whatWasWrittenBeforeATriggerAndThatThereIsOneIsRecorded() throws SQLException {
		String trigger = triggers("people").get(0);
		apply("drop trigger \"" + trigger + "\" on people");
		apply("update people set age = 1");
		assertThat(records()).isEmpty();
		apply(this.triggers.sql());
		assertThat(records()).containsExactly("t=people ddl");
		assertThat(triggers("people")).containsExactly(trigger);
	}

	@Test
	void aTriggerThatIsNotAsItShouldBeIsReplaced() throws SQLException {
		String trigger = triggers("people").get(0);
		apply("alter table people disable trigger \"" + trigger + "\"");
		apply(this.triggers.sql());
		clear();
		apply("update people set age = 1");
		assertThat(records()).containsExactly("t=people");
	}

	/**
	 * The locks of a writer are held while the statements are executed again.
	 */
	@Test
	void theStatementsLockNothingIfTheTriggersExist() throws SQLException {
		try (Connection writer = connect(); Statement writes = writer.createStatement()) {
			writer.setAutoCommit(false);
			writes.execute("update people set age = 3; insert into measurements values (3, 5);"
					+ "set constraints all immediate");
			applyEach("set lock_timeout = '2s';\n\n" + this.triggers.sql());
			writer.commit();
		}
		assertThat(records()).containsExactly("t=people t=measurements");
	}

	/**
	 * Two writers lock the tables in opposite orders.
	 */
	@Test
	void theStatementsAndWritersDoNotDeadlock() throws Exception {
		AtomicBoolean stopped = new AtomicBoolean();
		ExecutorService writers = Executors.newFixedThreadPool(2);
		try {
			List<Future<Integer>> counts = List.of(
					writers.submit(() -> write(stopped, "update countries set code = code where id = -1",
							"update places set age = age where id = -1")),
					writers.submit(() -> write(stopped, "update places set age = age where id = -2",
							"update countries set code = code where id = -2")));
			for (int i = 0; i < 5; i++) {
				applyEach(this.triggers.removal());
				applyEach(this.triggers.sql());
				applyEach(this.triggers.sql());
			}
			stopped.set(true);
			for (Future<Integer> each : counts) {
				assertThat(each.get(30, TimeUnit.SECONDS)).isPositive();
			}
		}
		finally {
			stopped.set(true);
			writers.shutdown();
		}
	}

	private int write(AtomicBoolean stopped, String... sql) throws SQLException {
		int count = 0;
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			while (!stopped.get()) {
				for (String each : sql) {
					statement.execute(each);
				}
				connection.commit();
				count++;
			}
		}
		return count;
	}

	@Test
	void aTableOffTheSearchPathIsNamed() {
		assertThat(this.triggers.sql())
			.contains("-- No trigger for odd names: a table of this name is not on the search path, "
					+ "but there is \"Odd.\"\"Schema\".\"Odd Names\"");
		assertThat(this.triggers.sql("public")).contains("-- No trigger for odd names: a table of this name is in none "
				+ "of the schemas public, but there is \"Odd.");
		assertThat(this.triggers.sql("Odd.\"Schema")).contains("-- No trigger for people: a table of this name")
			.doesNotContain("No trigger for odd names");
	}

	@Test
	void theLogItselfHasNoTriggers() {
		assertThat(this.triggers.sql()).doesNotContain("truncate on \"public\".\"accelerate_invalidation");
	}

	@Test
	void whatHasNoTriggersIsNamed() {
		assertThat(this.triggers.sql()).contains("-- \"public\".\"noted\" is a materialized view");
	}

	@Test
	void theTriggersAreNotReportedAsThoseOfTheApplication() {
		DatabaseCatalogs catalogs = this.context.getBean(DatabaseCatalogs.class);
		catalogs.started();
		assertThat(catalogs.latest().tables()).contains("people");
		assertThat(catalogs.latest().triggers()).isEmpty();
	}

	@Test
	void theRemovalLeavesNothing() throws SQLException {
		try {
			apply(this.triggers.removal());
			apply("update people set age = 1; insert into measurements_odd_young values (1, 6)");
			assertThat(records()).isEmpty();
			assertThat(longs("select count(*) from pg_class where relname like 'accelerate_invalidation\\_%' "
					+ "and relkind = 'r'"))
				.containsExactly(0L);
			assertThat(longs("select count(*) from pg_proc where proname like 'accelerate%'")).containsExactly(0L);
		}
		finally {
			apply(this.triggers.sql());
		}
	}

	@Test
	void otherDatabasesAreRefused() {
		try (ConfigurableApplicationContext other = TestApplication.run(TestDatabase.H2)) {
			InvalidationTriggers unsupported = other.getBean(InvalidationTriggers.class);
			assertThatExceptionOfType(AccelerateException.class).isThrownBy(unsupported::sql)
				.withMessageContaining("PostgreSQL only")
				.withMessageContaining("H2")
				.extracting(AccelerateException::code)
				.isEqualTo(ErrorCode.P6001);
		}
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(property("url"), property("username"), property("password"));
	}

	private String property(String name) {
		return this.context.getEnvironment().getRequiredProperty("spring.datasource." + name);
	}

	private List<String> triggers(String table) throws SQLException {
		return strings("select tgname from pg_trigger where tgrelid = '" + table + "'::regclass and not tgisinternal");
	}

	/**
	 * Executes statements that are separated by blank lines one after the other.
	 */
	private void applyEach(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String each : sql.split("\n\n")) {
				statement.execute(each);
			}
		}
	}

	private void apply(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private List<String> records() throws SQLException {
		return strings("select record from accelerate_invalidation order by id");
	}

	private List<String> strings(String sql) throws SQLException {
		List<String> strings = new ArrayList<>();
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			while (row.next()) {
				strings.add(row.getString(1));
			}
		}
		return strings;
	}

	private List<Long> longs(String sql) throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return Arrays.asList(row.getLong(1));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Person.class)
	static class Configured {

	}

}
