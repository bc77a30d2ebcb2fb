package dev.accelerate.autoconfigure;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.InvalidationChannelFactory;
import dev.accelerate.invalidation.table.MissingInvalidationTableException;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * {@link TableChannelFactory} and the connections of the channels that it creates.
 */
@ExtendWith(OutputCaptureExtension.class)
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
	void createsNoTableInAFile(@TempDir Path directory) {
		String url = "spring.datasource.url=jdbc:h2:file:" + directory.resolve("data");
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> TestApplication.run(TestDatabase.H2, "accelerate.invalidation.log=table", url))
			.withStackTraceContaining(MissingInvalidationTableException.class.getSimpleName());
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2,
				"accelerate.invalidation.log=table", url, "accelerate.invalidation.table.initialize-schema=always")) {
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForObject("select count(*) from accelerate_invalidation", Integer.class)).isPositive();
		}
	}

	@Test
	void otherDatabasesAreRefused() {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> TestApplication.run(TestDatabase.H2, OtherDatabase.class,
					"accelerate.invalidation.log=table", "accelerate.invalidation.table.data-source=other"))
			.havingRootCause()
			.isInstanceOfSatisfying(AccelerateException.class, (ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6001))
			.withMessageContaining("cannot be a table of Informix")
			.withMessageContaining("only of PostgreSQL, H2, MariaDB or MySQL");
	}

	@Test
	void keepsConnectionsOfAPoolThatCannotBeTakenApart(CapturedOutput output) throws SQLException {
		OpaquePool pool;
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2, OpaqueDataSource.class,
				"accelerate.invalidation.log=table")) {
			pool = context.getBean(DataSource.class).unwrap(OpaquePool.class);
			assertThat(output).containsOnlyOnce("takes up to three connections of the application's pool")
				.contains("accelerate.invalidation.table.data-source");
			context.getBean(AccelerateOperations.class).invalidate("any");
			assertThat(pool.open()).as("the reader and the writer").isEqualTo(2);
			int taken = pool.taken();
			context.getBean(AccelerateOperations.class).invalidate("any");
			assertThat(pool.taken()).as("the writer keeps its connection").isEqualTo(taken);
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForObject("select count(*) from accelerate_invalidation where id > 0", Integer.class))
				.isEqualTo(2);
		}
		assertThat(pool.open()).as("after the close").isZero();
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

	@Configuration(proxyBeanMethods = false)
	static class OtherDatabase {

		@Bean(defaultCandidate = false)
		DataSource other() throws SQLException {
			DatabaseMetaData database = mock(DatabaseMetaData.class);
			given(database.getDatabaseProductName()).willReturn("Informix");
			Connection connection = mock(Connection.class);
			given(connection.getMetaData()).willReturn(database);
			DataSource dataSource = mock(DataSource.class);
			given(dataSource.getConnection()).willReturn(connection);
			return dataSource;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OpaqueDataSource {

		@Bean
		OpaquePool dataSource(Environment environment) {
			String url = environment.getRequiredProperty("spring.datasource.url") + ";DB_CLOSE_DELAY=-1";
			return new OpaquePool(() -> DriverManager.getConnection(url, "sa", ""));
		}

	}

	/**
	 * Pool that neither tells its URL nor has a data source in a field.
	 */
	static final class OpaquePool extends AbstractDataSource {

		private final Callable<Connection> source;

		private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

		OpaquePool(Callable<Connection> source) {
			this.source = source;
		}

		int taken() {
			return this.connections.size();
		}

		long open() {
			return this.connections.stream().filter((connection) -> {
				try {
					return !connection.isClosed();
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			}).count();
		}

		@Override
		public Connection getConnection() throws SQLException {
			try {
				Connection connection = this.source.call();
				this.connections.add(connection);
				return connection;
			}
			catch (Exception ex) {
				throw new SQLException(ex);
			}
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
