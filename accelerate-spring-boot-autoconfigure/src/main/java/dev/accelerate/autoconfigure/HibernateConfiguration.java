package dev.accelerate.autoconfigure;

import dev.accelerate.core.OpenTransactions;
import dev.accelerate.jpa.HibernatePersistenceUnits;
import dev.accelerate.jpa.StatementInspectorPostProcessor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of Hibernate's side of the cache.
 */
@Configuration(proxyBeanMethods = false)
class HibernateConfiguration {

	@Bean
	HibernatePersistenceUnits acceleratePersistenceUnits(OpenTransactions transactions) {
		return new HibernatePersistenceUnits(transactions);
	}

	@Bean
	static StatementInspectorPostProcessor accelerateStatementInspectorPostProcessor(
			ObjectProvider<OpenTransactions> transactions) {
		return new StatementInspectorPostProcessor(transactions::getObject);
	}

}
