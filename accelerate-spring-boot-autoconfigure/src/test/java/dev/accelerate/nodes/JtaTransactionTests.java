package dev.accelerate.nodes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * {@link TransactionWrites} of transactions that JTA manages, which tells sessions of a
 * commit even after their flush has failed.
 */
class JtaTransactionTests {

	@Test
	void aCommitIsRecordedOnceOnH2() {
		assertRecordedOnce(TestDatabase.H2);
	}

	@Test
	@Tag("postgres")
	void aCommitIsRecordedOnceOnPostgres() {
		assertRecordedOnce(TestDatabase.POSTGRES);
	}

	private static void assertRecordedOnce(TestDatabase database) {
		try (ConfigurableApplicationContext context = start(database, "table")) {
			JdbcTemplate jdbc = new JdbcTemplate(context.getBean(OneConnectionTransactionManager.class).pool());
			String rows = "select count(*) from accelerate_invalidation where id > 0";
			long before = jdbc.queryForObject(rows, Long.class);
			inTransaction(context, (entityManager) -> entityManager.persist(new Stock(1, 10)));
			assertThat(jdbc.queryForObject(rows, Long.class)).isEqualTo(before + 1);
			assertThat(jdbc.queryForObject("select pieces from stocks", Integer.class)).isEqualTo(10);
		}
	}

	@Test
	void aTagIsInTheRowOfItsTransaction() {
		try (ConfigurableApplicationContext context = start(TestDatabase.H2, "table")) {
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			JdbcTemplate jdbc = new JdbcTemplate(context.getBean(OneConnectionTransactionManager.class).pool());
			inTransaction(context, (entityManager) -> {
				entityManager.persist(new Stock(1, 10));
				accelerate.invalidate("stock_1");
			});
			inTransaction(context, (entityManager) -> accelerate.invalidate("stock_2"));
			assertThat(jdbc.queryForList("select record from accelerate_invalidation where id > 0 order by id",
					String.class))
				.containsSubsequence("t=stocks g=stock_1", "g=stock_2");
		}
	}

	/**
	 * Another session of the transaction may fire a trigger that writes to the same
	 * table.
	 */
	@Test
	void theRowsOfATransactionAreNotKnown() {
		try (ConfigurableApplicationContext context = start(TestDatabase.H2, "table")) {
			context.getBean(Invalidations.class).trackRows(1 << 16);
			JdbcTemplate jdbc = new JdbcTemplate(context.getBean(OneConnectionTransactionManager.class).pool());
			inTransaction(context, (entityManager) -> entityManager.persist(new Stock(1, 10)));
			assertThat(jdbc.queryForList("select record from accelerate_invalidation where id > 0 order by id",
					String.class))
				.containsExactly("t=stocks");
		}
	}

	@Test
	void aFlushThatFailsOnH2IsAsWithoutTheLog() {
		assertFailureShown(TestDatabase.H2);
	}

	@Test
	@Tag("postgres")
	void aFlushThatFailsOnPostgresIsAsWithoutTheLog() {
		assertFailureShown(TestDatabase.POSTGRES);
	}

	private static void assertFailureShown(TestDatabase database) {
		Throwable truth = failedFlush(database, "local");
		assertThat(truth).cause().cause().hasMessageContaining("could not execute statement");
		assertThat(failedFlush(database, "table")).hasSameClassAs(truth)
			.cause()
			.cause()
			.hasSameClassAs(truth.getCause().getCause())
			.hasMessageContaining("could not execute statement");
	}

	private static Throwable failedFlush(TestDatabase database, String log) {
		try (ConfigurableApplicationContext context = start(database, log)) {
			inTransaction(context, (entityManager) -> entityManager.persist(new Stock(1, 10)));
			if (log.equals("table") && database == TestDatabase.H2) {
				new JdbcTemplate(context.getBean(OneConnectionTransactionManager.class).pool())
					.execute("drop table accelerate_invalidation");
			}
			return catchThrowable(
					() -> inTransaction(context, (entityManager) -> entityManager.persist(new Stock(1, 11))));
		}
	}

	private static void inTransaction(ConfigurableApplicationContext context, Consumer<EntityManager> work) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((transaction) -> work.accept(context.getBean(EntityManager.class)));
	}

	private static ConfigurableApplicationContext start(TestDatabase database, String log) {
		Map<String, Object> properties = new HashMap<>(database.properties());
		properties.put("accelerate.invalidation.log", log);
		properties.put("accelerate.tenancy", "single");
		properties.put("accelerate.invalidation.table.initialize-schema", "always");
		return new SpringApplicationBuilder(Node.Application.class, Jta.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	static class Jta {

		@Bean
		OneConnectionTransactionManager jtaTransactions(DataSourceProperties properties) {
			return new OneConnectionTransactionManager(
					properties.initializeDataSourceBuilder().type(HikariDataSource.class).build());
		}

		@Bean
		JtaTransactionManager transactionManager(OneConnectionTransactionManager jtaTransactions) {
			return new JtaTransactionManager(jtaTransactions, jtaTransactions);
		}

		@Bean
		DataSource dataSource(OneConnectionTransactionManager jtaTransactions) {
			return new DelegatingDataSource(jtaTransactions.pool()) {

				@Override
				public Connection getConnection() throws SQLException {
					Connection joined = jtaTransactions.connection();
					return (joined != null) ? joined : super.getConnection();
				}

			};
		}

	}

}
