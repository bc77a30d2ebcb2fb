package dev.accelerate.autoconfigure;

import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.InvalidationChannelFactory;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link TableChannelFactory}.
 */
class TableChannelFactoryTests {

	private static final String[] TABLE = { "accelerate.invalidation.log=table",
			"spring.datasource.hikari.maximum-pool-size=1" };

	@Test
	void takesNoConnectionOfThePool() throws SQLException {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2, TABLE)) {
			HikariDataSource pool = context.getBean(DataSource.class).unwrap(HikariDataSource.class);
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForObject("select count(*) from accelerate_invalidation", Integer.class)).isPositive();
		}
	}

	@Test
	void connectsAsThePoolDoes() {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2,
				"accelerate.invalidation.log=table", "spring.datasource.hikari.maximum-pool-size=1",
				"spring.datasource.hikari.connection-init-sql=create table if not exists connected (id int); "
						+ "insert into connected values (1)")) {
			context.getBean(AccelerateOperations.class).invalidate("any");
			assertThat(
					context.getBean(JdbcTemplate.class).queryForObject("select count(*) from connected", Integer.class))
				.isGreaterThanOrEqualTo(3);
		}
	}

	@Test
	void createsTheTableInAnEmbeddedDatabaseOnly() {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2,
				"accelerate.invalidation.log=table", "accelerate.invalidation.table.name=lines",
				"accelerate.invalidation.table.schema=PUBLIC")) {
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForObject("select count(*) from public.lines", Integer.class)).isPositive();
		}
	}

	@Test
	void readsByTheDataSourceThatIsNamed() throws SQLException {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2, OwnDataSource.class,
				"accelerate.invalidation.log=table", "accelerate.invalidation.table.data-source=forTheLog")) {
			HikariDataSource own = context.getBean("forTheLog", DataSource.class).unwrap(HikariDataSource.class);
			assertThat(own.getHikariPoolMXBean().getActiveConnections()).isPositive();
		}
	}

	@Test
	void isAbsentWhereTheLogIsLocal() {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2)) {
			assertThat(context.getBeanProvider(InvalidationChannelFactory.class).getIfAvailable()).isNull();
			assertThat(context.getBean(DatabaseLogs.class).isUsed()).isFalse();
		}
	}

	@Test
	void retentionThatIsTooShortIsRefused() {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> TestApplication.run(TestDatabase.H2, "accelerate.invalidation.log=table",
					"accelerate.invalidation.table.retention=5s"))
			.havingRootCause()
			.withMessageContaining("accelerate.invalidation.table.retention");
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDataSource {

		@Bean(defaultCandidate = false)
		HikariDataSource forTheLog(Environment environment) {
			return DataSourceBuilder.create()
				.type(HikariDataSource.class)
				.url(environment.getRequiredProperty("spring.datasource.url"))
				.username("sa")
				.password("")
				.build();
		}

	}

}
