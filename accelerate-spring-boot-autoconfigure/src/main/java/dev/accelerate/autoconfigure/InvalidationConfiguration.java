package dev.accelerate.autoconfigure;

import dev.accelerate.autoconfigure.InvalidationProperties.UnrecognizedStatements;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.TransactionTracker;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.StartedListeners;
import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.LocalInvalidationLog;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.signature.SignatureContributor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the invalidation of results.
 */
@Configuration(proxyBeanMethods = false)
class InvalidationConfiguration {

	@Bean
	@ConditionalOnMissingBean
	InvalidationLog accelerateInvalidationLog(AccelerateProperties properties, TimeSource time) {
		return new LocalInvalidationLog(PropertiesMapper.replicaLag(properties), time::nanos);
	}

	@Bean
	@ConditionalOnMissingBean
	StartedListeners accelerateStartedListeners(ObjectProvider<QueryCacheListener> listeners,
			ApplicationContext context) {
		return new StartedListeners(listeners, context);
	}

	/**
	 * Creates the invalidations. They are needed before the database is ready, so their
	 * listeners are looked up later.
	 */
	@Bean
	@ConditionalOnMissingBean
	Invalidations accelerateInvalidations(InvalidationLog log, StartedListeners listeners,
			AccelerateProperties properties) {
		return new Invalidations(log, listeners, PropertiesMapper.unknownCommit(properties));
	}

	@Bean
	@ConditionalOnMissingBean
	TransactionalInvalidations accelerateTransactionalInvalidations(AccelerateProperties properties,
			Invalidations invalidations) {
		return properties.isEnabled() ? TransactionalInvalidations.to(invalidations)
				: TransactionalInvalidations.disabled();
	}

	@Bean
	@ConditionalOnMissingBean
	TableDirectory accelerateTableDirectory() {
		return new TableDirectory();
	}

	@Bean
	@ConditionalOnMissingBean
	DatabaseCatalogs accelerateDatabaseCatalogs(TimeSource time, AccelerateProperties properties) {
		return new DatabaseCatalogs((reading) -> {
			Thread thread = new Thread(reading, "accelerate-catalog");
			thread.setDaemon(true);
			thread.start();
		}, time::nanos, properties.getInvalidation().getHarmlessFunctions());
	}

	@Bean
	CatalogListener accelerateCatalogListener(DatabaseCatalogs catalogs, TableDirectory directory,
			ApplicationContext context) {
		return new CatalogListener(catalogs, directory, context);
	}

	@Bean
	@ConditionalOnMissingBean
	SqlAnalyzer accelerateSqlAnalyzer(TableDirectory directory, Invalidations invalidations,
			AccelerateProperties properties, StartedListeners listeners, DatabaseCatalogs catalogs) {
		SqlAnalyzer statements = new SqlAnalyzer(directory, invalidations,
				properties.getInvalidation().getUnrecognizedStatements() == UnrecognizedStatements.INVALIDATE_ALL,
				listeners, catalogs);
		catalogs.tell((catalog) -> {
			statements.reach(catalogs, catalog.reach());
			statements.track(catalog.rowLevelSecurity());
		});
		catalogs.tellSecured(statements::invalidateEverything);
		return statements;
	}

	@Bean
	@ConditionalOnMissingBean
	StatementTracker accelerateStatementTracker(SqlAnalyzer statements, LoadTracker loads,
			TransactionTracker transactions, AccelerateProperties properties, DatabaseCatalogs catalogs,
			ObjectProvider<SignatureContributor> contributors, ThreadStateHolder threads) {
		return new StatementTracker(statements, loads, transactions, threads,
				properties.isEnabled() && properties.getInvalidation().isAutomatic(),
				new RowSecurity(catalogs, contributors));
	}

}
