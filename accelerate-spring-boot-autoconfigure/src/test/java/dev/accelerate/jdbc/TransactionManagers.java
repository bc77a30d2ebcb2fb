package dev.accelerate.jdbc;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;

/**
 * Transaction managers of JPA and of JDBC, with {@link LostReplies} of their commits and
 * the {@link WriteEvents} of what is written.
 */
@Configuration(proxyBeanMethods = false)
class TransactionManagers {

	@Bean
	static LostReplies lostReplies() {
		return new LostReplies();
	}

	@Bean
	WriteEvents writeEvents() {
		return new WriteEvents();
	}

	@Bean
	@Primary
	JpaTransactionManager transactionManager(EntityManagerFactory factory) {
		return new JpaTransactionManager(factory);
	}

	@Bean
	DataSourceTransactionManager jdbcTransactionManager(DataSource dataSource) {
		return new DataSourceTransactionManager(dataSource);
	}

}
