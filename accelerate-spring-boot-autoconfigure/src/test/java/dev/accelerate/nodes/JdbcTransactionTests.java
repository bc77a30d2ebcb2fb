package dev.accelerate.nodes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TransactionWrites} of a transaction of JDBC alone, beside one of JPA.
 */
class JdbcTransactionTests {

	/**
	 * Open Session in View binds a session that takes no part in the transaction.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aTagIsInTheRowOfASeenWrite(boolean sessionInView) {
		Map<String, Object> properties = new HashMap<>(TestDatabase.H2.properties());
		properties.put("accelerate.invalidation.log", "table");
		properties.put("accelerate.invalidation.jdbc", "true");
		properties.put("accelerate.invalidation.table.initialize-schema", "always");
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Node.Application.class,
				TwoManagers.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
			EntityManager inView = sessionInView ? factory.createEntityManager() : null;
			if (inView != null) {
				TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(inView));
			}
			try {
				assertThat(rows(context)).endsWith("t=stocks g=stock_1");
			}
			finally {
				if (inView != null) {
					TransactionSynchronizationManager.unbindResource(factory);
					inView.close();
				}
			}
		}
	}

	private static List<String> rows(ConfigurableApplicationContext context) {
		JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
		new TransactionTemplate(context.getBean(JdbcTransactionManager.class)).executeWithoutResult((transaction) -> {
			jdbc.update("insert into stocks (id, pieces) values (1, 10)");
			context.getBean(AccelerateOperations.class).invalidate("stock_1");
		});
		return jdbc.queryForList("select record from accelerate_invalidation where id > 0 order by id", String.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoManagers {

		@Bean
		@Primary
		JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

		@Bean
		JdbcTransactionManager jdbcTransactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

	}

}
