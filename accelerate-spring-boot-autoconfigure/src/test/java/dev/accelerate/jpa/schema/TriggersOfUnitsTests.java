package dev.accelerate.jpa.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.InvalidationTriggers;
import dev.accelerate.autoconfigure.AccelerateAutoConfiguration;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link InvalidationTriggers} of an application with several persistence units.
 */
@Tag("postgres")
class TriggersOfUnitsTests {

	private static final String NO_LOG = "-- Left out: the database of the persistence unit 'second' has no invalidation "
			+ "log of its own.\n";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class))
		.withPropertyValues("accelerate.tenancy=single");

	private static DataSource postgres() {
		Map<String, Object> database = TestDatabase.POSTGRES.properties();
		return new DriverManagerDataSource((String) database.get("spring.datasource.url"),
				(String) database.get("spring.datasource.username"),
				(String) database.get("spring.datasource.password"));
	}

	private static DataSource h2() {
		return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

	private static LocalContainerEntityManagerFactoryBean unit(String name, DataSource database, Class<?> domain) {
		LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
		unit.setPersistenceUnitName(name);
		unit.setDataSource(database);
		unit.setManagedTypes(PersistenceManagedTypes.of(domain.getName()));
		unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		unit.getJpaPropertyMap().put(SchemaToolingSettings.HBM2DDL_AUTO, "update");
		return unit;
	}

	private ApplicationContextRunner local(DataSource first, DataSource second) {
		return this.runner
			.withBean("first", LocalContainerEntityManagerFactoryBean.class, () -> unit("first", first, Apple.class))
			.withBean("second", LocalContainerEntityManagerFactoryBean.class, () -> unit("second", second, Pear.class));
	}

	private ApplicationContextRunner table(DataSource first, DataSource second) {
		return local(first, second).withPropertyValues("accelerate.invalidation.log=table",
				"accelerate.invalidation.table.initialize-schema=always");
	}

	private static InvalidationTriggers triggers(ApplicationContext context) {
		return context.getBean(InvalidationTriggers.class);
	}

	private static void apply(String sql, DataSource database) {
		JdbcTemplate jdbc = new JdbcTemplate(database);
		for (String each : sql.split("\n\n")) {
			jdbc.execute(each);
		}
	}

	@Test
	void anExcludedUnitOnAnotherDatabaseIsLeftOut() {
		DataSource first = postgres();
		table(first, h2()).withPropertyValues("accelerate.invalidation.excluded-units=second").run((context) -> {
			String sql = triggers(context).sql();
			assertThat(sql).contains("truncate on \"public\".\"apples\"").endsWith(NO_LOG);
			apply(sql, first);
			assertThat(triggers(context).removal()).contains("on \"public\".\"apples\"").endsWith(NO_LOG);
		});
	}

	@Test
	void anExcludedUnitOnPostgresIsLeftOut() {
		DataSource second = postgres();
		table(postgres(), second).withPropertyValues("accelerate.invalidation.excluded-units=second")
			.run((context) -> assertThat(triggers(context).sql()).contains("truncate on \"public\".\"apples\"")
				.doesNotContain("truncate on \"public\".\"pears\"")
				.endsWith(NO_LOG));
	}

	/**
	 * Nothing records what is written to it.
	 */
	@Test
	void aTableThatOnlyAnExcludedUnitMapsIsMissedIfItIsNowhere() {
		DataSource first = postgres();
		table(first, postgres()).withPropertyValues("accelerate.invalidation.excluded-units=second").run((context) -> {
			assertThat(triggers(context).sql()).doesNotContain("No trigger for apples")
				.endsWith("\n-- No trigger for pears: a table of this name is not on the search path.\n\n" + NO_LOG);
			apply("create schema fruit;\n\ncreate table fruit.pears (id int)", first);
			assertThat(triggers(context).sql()).doesNotContain("truncate on \"fruit\"")
				.containsOnlyOnce(
						"-- No trigger for pears: a table of this name is not on the search path, but there is "
								+ "\"fruit\".\"pears\".");
		});
	}

	@Test
	void aTableOfWhichAnExcludedUnitMapsTheSchemaIsNotMissedOutsideOfIt() {
		DataSource first = postgres();
		apply("create schema fruit;\n\ncreate table fruit.pears (id varchar(255) primary key)", first);
		LocalContainerEntityManagerFactoryBean second = unit("second", first, Pear.class);
		second.getJpaPropertyMap().put(MappingSettings.DEFAULT_SCHEMA, "fruit");
		this.runner
			.withBean("first", LocalContainerEntityManagerFactoryBean.class, () -> unit("first", first, Apple.class))
			.withBean("second", LocalContainerEntityManagerFactoryBean.class, () -> second)
			.withPropertyValues("accelerate.invalidation.log=table",
					"accelerate.invalidation.table.initialize-schema=always",
					"accelerate.invalidation.excluded-units=second")
			.run((context) -> {
				context.getBean(TableDirectory.class).tables(List.of("pears"));
				assertThat(triggers(context).sql()).containsOnlyOnce("truncate on \"fruit\".\"pears\"")
					.doesNotContain("No trigger for");
			});
	}

	/**
	 * Each of them finds its tables by a search path of its own.
	 */
	@Test
	void unitsThatShareALogHaveOneSection() {
		DataSource database = postgres();
		String url = ((DriverManagerDataSource) database).getUrl();
		apply("create schema fruit", database);
		table(database, new DriverManagerDataSource(url + "&currentSchema=fruit", "postgres", "postgres"))
			.withPropertyValues("accelerate.invalidation.table.schema=public")
			.run((context) -> {
				String sql = triggers(context).sql();
				assertThat(sql)
					.containsOnlyOnce("create or replace function \"public\".\"accelerate_invalidation_write\"")
					.containsOnlyOnce("truncate on \"public\".\"apples\"")
					.containsOnlyOnce("truncate on \"fruit\".\"pears\"")
					.doesNotContain("-- In the database", "No trigger for");
				apply(sql, database);
				apply("delete from accelerate_invalidation where node = 'trigger'", database);
				apply("insert into apples values ('golden');\n\ninsert into fruit.pears values ('forelle')", database);
				assertThat(new JdbcTemplate(database).queryForList(
						"select record from accelerate_invalidation where node = 'trigger' order by id", String.class))
					.containsExactly("t=apples", "t=pears");
				assertThat(triggers(context).removal())
					.containsOnlyOnce("drop function if exists \"public\".\"accelerate_" + "invalidation_write\"")
					.containsOnlyOnce("on \"public\".\"apples\"")
					.containsOnlyOnce("on \"fruit\".\"pears\"");
			});
	}

	/**
	 * The log is one of a database, so what one unit lacks and the other has is no gap.
	 */
	@Test
	void aTableThatNoUnitOfADatabaseFindsIsMissedOnce() {
		DataSource database = postgres();
		String url = ((DriverManagerDataSource) database).getUrl();
		table(database, new DriverManagerDataSource(url + "&x=y", "postgres", "postgres")).run((context) -> {
			context.getBean(TableDirectory.class).tables(List.of("queried"));
			assertThat(triggers(context).sql()).containsOnlyOnce("-- No trigger for queried");
			apply("drop table pears", database);
			assertThat(triggers(context).sql()).containsOnlyOnce("-- No trigger for pears");
		});
	}

	/**
	 * What it reads may be written to by way of another unit, as if it reads a standby.
	 */
	@Test
	void theTablesOfAnExcludedUnitHaveTriggersInTheDatabaseOfAnother() {
		DataSource database = postgres();
		table(database,
				new DriverManagerDataSource(((DriverManagerDataSource) database).getUrl() + "&x=y", "postgres",
						"postgres"))
			.withPropertyValues("accelerate.invalidation.excluded-units=second")
			.run((context) -> assertThat(triggers(context).sql()).contains("truncate on \"public\".\"apples\"")
				.containsOnlyOnce("truncate on \"public\".\"pears\"")
				.endsWith(NO_LOG));
	}

	@Test
	void aUnitWithALogOnAnotherDatabaseIsLeftOut() {
		table(h2(), postgres())
			.run((context) -> assertThat(triggers(context).sql()).contains("truncate on \"public\".\"pears\"")
				.endsWith("-- Left out: the database of the persistence unit 'first' is H2, and there are triggers for "
						+ "PostgreSQL only.\n"));
	}

	@Test
	void unitsOfWhichNoneCanHaveTriggersAreRefused() {
		table(h2(), postgres()).withPropertyValues("accelerate.invalidation.excluded-units=second")
			.run((context) -> assertThatExceptionOfType(AccelerateException.class)
				.isThrownBy(() -> triggers(context).sql())
				.withMessageContaining("the persistence unit 'first' is H2")
				.withMessageContaining("the persistence unit 'second' has no invalidation log")
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6001)));
	}

	/**
	 * A trigger without it would stop all writes.
	 */
	@Test
	void noTriggerIsMadeBeforeTheTableOfTheLog() {
		DataSource first = postgres();
		local(first, postgres()).run((context) -> {
			InvalidationTriggers triggers = triggers(context);
			assertThatExceptionOfType(AccelerateException.class).isThrownBy(triggers::sql)
				.withMessageContaining("'first' has no table accelerate_invalidation")
				.withMessageContaining("'second' has no table accelerate_invalidation")
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6001));
			apply("create table accelerate_invalidation (id bigint generated by default as identity primary key, "
					+ "node varchar(64) not null, record text not null)", first);
			assertThat(triggers.sql()).contains("truncate on \"public\".\"apples\"")
				.doesNotContain("truncate on \"public\".\"pears\"")
				.contains("-- Left out: the database of the persistence unit 'second' has no table");
		});
	}

	@Test
	void theTriggersOfATableThatIsGoneCanBeRemoved() {
		DataSource database = postgres();
		table(database, h2()).run((context) -> {
			apply(triggers(context).sql(), database);
			apply("drop table accelerate_invalidation", database);
			apply(triggers(context).removal(), database);
			apply("insert into apples values ('golden')", database);
		});
	}

	@Test
	void onlyTheTablesOfADatabaseAreMissedInIt() {
		table(postgres(), postgres()).run((context) -> {
			assertThat(triggers(context).sql()).contains("-- In the database of the persistence unit 'second'")
				.doesNotContain("No trigger for");
			context.getBean(TableDirectory.class).tables(List.of("queried", "apples"));
			String sql = triggers(context).sql();
			assertThat(sql.split("-- No trigger for ")).as(sql).hasSize(3);
			assertThat(sql.split("-- No trigger for queried")).as(sql).hasSize(3);
		});
	}

	@Test
	void aTableThatAUnitMapsIsMissedInItsDatabase() {
		DataSource first = postgres();
		table(first, postgres()).run((context) -> {
			apply("drop table apples", first);
			String sql = triggers(context).sql();
			assertThat(sql.split("-- No trigger for ")).as(sql).hasSize(2);
			assertThat(sql.indexOf("-- No trigger for apples")).isLessThan(sql.indexOf("'second'"));
		});
	}

	@Test
	void aTableThatAQueryNamesIsOnlyMissedIfItIsNowhere() {
		DataSource second = postgres();
		table(postgres(), second).run((context) -> {
			apply("create table queried (id int)", second);
			context.getBean(TableDirectory.class).tables(List.of("queried"));
			assertThat(triggers(context).sql()).containsOnlyOnce("truncate on \"public\".\"queried\"")
				.doesNotContain("No trigger for");
		});
	}

	/**
	 * Units are kept by identity. What is missing has no order of its own.
	 */
	@Test
	void theTextIsTheSameAfterEveryStart() {
		DataSource first = postgres();
		DataSource second = postgres();
		List<String> queried = IntStream.range(0, 30).mapToObj((i) -> "queried" + i).toList();
		Set<String> texts = new HashSet<>();
		for (int i = 0; i < 4; i++) {
			table(first, second).run((context) -> {
				context.getBean(TableDirectory.class).tables(queried);
				texts.add(triggers(context).sql());
			});
		}
		assertThat(texts).singleElement().asString().contains("No trigger for queried29");
		assertThat(texts.iterator().next().lines().filter((line) -> line.startsWith("-- No")).limit(30)).isSorted();
	}

	@Entity(name = "Apple")
	@Table(name = "apples")
	static class Apple {

		@Id
		private String id = UUID.randomUUID().toString();

	}

	@Entity(name = "Pear")
	@Table(name = "pears")
	static class Pear {

		@Id
		private String id = UUID.randomUUID().toString();

	}

}
