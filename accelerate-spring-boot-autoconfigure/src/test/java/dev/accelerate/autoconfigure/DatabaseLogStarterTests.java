package dev.accelerate.autoconfigure;

import java.util.UUID;

import javax.sql.DataSource;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.InvalidationChannel;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.hibernate.cfg.SchemaToolingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link DatabaseLogStarter} and which logs the persistence units of an application have.
 */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseLogStarterTests {

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class))
		.withPropertyValues("accelerate.invalidation.log=table", "accelerate.tenancy=single");

	private static DataSource database(String url) {
		return new DriverManagerDataSource(url, "sa", "");
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

	private ApplicationContextRunner units(String first, String second) {
		return this.runner.withBean("firstDatabase", DataSource.class, () -> database(first))
			.withBean("secondDatabase", DataSource.class, () -> database(second))
			.withBean("first", LocalContainerEntityManagerFactoryBean.class,
					() -> unit("first", database(first), Sensor.class))
			.withBean("second", LocalContainerEntityManagerFactoryBean.class,
					() -> unit("second", database(second), Counter.class));
	}

	private static int logs(AccelerateOperations accelerate) {
		return accelerate.token().split("-").length;
	}

	private long rows() {
		return new JdbcTemplate(database(this.url))
			.queryForObject("select count(*) from accelerate_invalidation where id > 0", Long.class);
	}

	private static void write(EntityManagerFactory unit) {
		try (EntityManager entityManager = unit.createEntityManager()) {
			entityManager.getTransaction().begin();
			entityManager.persist(new Counter());
			entityManager.getTransaction().commit();
		}
	}

	@Test
	void unitsOnOneDatabaseShareItsLog() {
		units(this.url, this.url).run((context) -> {
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			assertThat(logs(accelerate)).isEqualTo(1);
			long before = rows();
			accelerate.invalidate("any");
			assertThat(rows()).isEqualTo(before + 1);
			write((EntityManagerFactory) context.getBean("second"));
			assertThat(rows()).as("in the transaction of the other unit").isEqualTo(before + 2);
		});
	}

	@Test
	void unitsOnSeveralDatabasesHaveALogEach() {
		units(this.url, this.url.replace("mem:", "mem:other")).run((context) -> {
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			assertThat(logs(accelerate)).isEqualTo(2);
			accelerate.invalidate("any");
			assertThat(rows()).isEqualTo(1);
			write((EntityManagerFactory) context.getBean("second"));
			assertThat(rows()).isEqualTo(1);
		});
	}

	@Test
	void contextsThatShareADataSourceKeepItsLog() {
		DataSource shared = database(this.url);
		this.runner.withBean("firstDatabase", DataSource.class, () -> shared)
			.withBean("first", LocalContainerEntityManagerFactoryBean.class, () -> unit("first", shared, Sensor.class))
			.run((parent) -> {
				DatabaseLogs logs = parent.getBean(DatabaseLogs.class);
				InvalidationChannel channel = logs.channel(shared);
				assertThat(channel).isNotNull();
				this.runner.withParent(parent)
					.withBean("second", LocalContainerEntityManagerFactoryBean.class,
							() -> unit("second", shared, Counter.class))
					.run((child) -> write((EntityManagerFactory) child.getBean("second")));
				assertThat(logs.channel(shared)).isSameAs(channel);
				long before = rows();
				parent.getBean(AccelerateOperations.class).invalidate("any");
				assertThat(rows()).isEqualTo(before + 1);
			});
	}

	@Test
	void copiesOfADatabaseHaveALogEach() {
		String copy = this.url.replace("mem:", "mem:copy");
		units(this.url, this.url).run((context) -> context.getBean(AccelerateOperations.class).invalidate("before"));
		JdbcTemplate copied = new JdbcTemplate(database(copy));
		new JdbcTemplate(database(this.url)).queryForList("script", String.class).forEach(copied::execute);
		units(this.url, copy).run((context) -> {
			assertThat(logs(context.getBean(AccelerateOperations.class))).isEqualTo(2);
			long before = rows();
			write((EntityManagerFactory) context.getBean("second"));
			assertThat(rows()).isEqualTo(before);
			assertThat(copied.queryForObject("select record from accelerate_invalidation order by id desc limit 1",
					String.class))
				.isEqualTo("t=counter");
		});
	}

	@Test
	void namedDataSourceOfACopyIsRefused() {
		String copy = this.url.replace("mem:", "mem:copy");
		units(this.url, this.url).run((context) -> assertThat(context).hasNotFailed());
		JdbcTemplate copied = new JdbcTemplate(database(copy));
		new JdbcTemplate(database(this.url)).queryForList("script", String.class).forEach(copied::execute);
		units(this.url, copy).withPropertyValues("accelerate.invalidation.table.data-source=firstDatabase")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("accelerate.invalidation.table.data-source=firstDatabase"));
	}

	@Test
	void namedDataSourceThatLeadsElsewhereIsRefused() {
		units(this.url, this.url)
			.withBean("elsewhere", DataSource.class, () -> database(this.url.replace("mem:", "mem:elsewhere")))
			.withPropertyValues("accelerate.invalidation.table.data-source=elsewhere")
			.withPropertyValues("accelerate.invalidation.excluded-units=second")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(AccelerateException.class,
						(ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6001))
				.hasMessageContaining("accelerate.invalidation.table.data-source=elsewhere")
				.hasMessageContaining(
						"The table accelerate_invalidation has been created where the property leads to"));
	}

	@Test
	void theRefusalSpeaksOfNoTableThatWasNotCreated() {
		DataSource elsewhere = database(this.url.replace("mem:", "mem:elsewhere"));
		units(this.url, this.url).withBean("elsewhere", DataSource.class, () -> elsewhere)
			.withPropertyValues("accelerate.invalidation.table.data-source=elsewhere")
			.run((context) -> assertThat(context).hasFailed());
		units(this.url, this.url).withBean("elsewhere", DataSource.class, () -> elsewhere)
			.withPropertyValues("accelerate.invalidation.table.data-source=elsewhere",
					"accelerate.invalidation.table.initialize-schema=never")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("accelerate.invalidation.table.data-source=elsewhere")
				.hasMessageNotContaining("has been created"));
	}

	@Test
	void namedDataSourceOfUnitsOnOneDatabase() {
		units(this.url, this.url).withPropertyValues("accelerate.invalidation.table.data-source=secondDatabase")
			.run((context) -> assertThat(logs(context.getBean(AccelerateOperations.class))).isEqualTo(1));
	}

	@Test
	void namedDataSourceOfUnitsOnSeveralDatabasesIsRefused() {
		units(this.url, this.url.replace("mem:", "mem:other"))
			.withPropertyValues("accelerate.invalidation.table.data-source=firstDatabase")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(AccelerateException.class,
						(ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6001))
				.hasMessageContaining("accelerate.invalidation.table.data-source=firstDatabase"));
	}

	@Test
	void unitThatIsExcludedHasNoLogOfItsOwn() {
		units(this.url, this.url.replace("mem:", "mem:other"))
			.withPropertyValues("accelerate.invalidation.excluded-units=second")
			.run((context) -> {
				assertThat(logs(context.getBean(AccelerateOperations.class))).isEqualTo(1);
				write((EntityManagerFactory) context.getBean("second"));
				assertThat(rows()).as("recorded in the log of the others").isEqualTo(1);
			});
	}

	@Test
	void excludedUnitThatDoesNotExistIsNamed(CapturedOutput output) {
		units(this.url, this.url).withPropertyValues("accelerate.invalidation.excluded-units=third")
			.run((context) -> assertThat(output).contains("accelerate.invalidation.excluded-units").contains("third"));
	}

	@Test
	void excludedUnitsThatAreAllAreRefused() {
		ApplicationContextRunner excluded = units(this.url, this.url)
			.withPropertyValues("accelerate.invalidation.excluded-units=first,second");
		excluded.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOfSatisfying(AccelerateException.class, (ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6001))
			.hasMessageContaining("accelerate.invalidation.excluded-units")
			.hasMessageContaining("first, second")
			.hasMessageContaining("accelerate.invalidation.log=local"));
		excluded.withPropertyValues("accelerate.enabled=false").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void excludedUnitsOfAContextWhoseParentHasALogAreNotRefused() {
		DataSource shared = database(this.url);
		this.runner.withBean("firstDatabase", DataSource.class, () -> shared)
			.withBean("first", LocalContainerEntityManagerFactoryBean.class, () -> unit("first", shared, Sensor.class))
			.run((parent) -> this.runner.withParent(parent)
				.withPropertyValues("accelerate.invalidation.excluded-units=second")
				.withBean("second", LocalContainerEntityManagerFactoryBean.class,
						() -> unit("second", database(this.url.replace("mem:", "mem:other")), Counter.class))
				.run((child) -> {
					assertThat(child).hasNotFailed();
					write((EntityManagerFactory) child.getBean("second"));
					assertThat(rows()).as("recorded in the log of the parent").isEqualTo(1);
				}));
	}

	@Test
	void contextWithoutUnitsIsNamed(CapturedOutput output) {
		this.runner.run((context) -> assertThat(output).contains("WARN")
			.contains("accelerate.invalidation.log=table")
			.contains("EntityManagerFactory"));
	}

	@Test
	void theLogThatIsUsedIsNamed(CapturedOutput output) {
		units(this.url, this.url).run((context) -> assertThat(output)
			.containsOnlyOnce("The invalidation log of a database is the table accelerate_invalidation")
			.doesNotContain("The invalidation log is local"));
	}

	@Test
	void theLocalLogIsNamed(CapturedOutput output) {
		units(this.url, this.url).withPropertyValues("accelerate.invalidation.log=local")
			.run((context) -> assertThat(output)
				.containsOnlyOnce("The invalidation log is local: other instances of the application do not hear of "
						+ "writes here (accelerate.invalidation.log)")
				.doesNotContain("The invalidation log of a database"));
	}

	@Entity(name = "Counter")
	static class Counter {

		@Id
		private String id = UUID.randomUUID().toString();

	}

	@Entity(name = "Sensor")
	static class Sensor {

		@Id
		private String id = UUID.randomUUID().toString();

	}

}
