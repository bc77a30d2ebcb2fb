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
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.InvalidationChannelFactory;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.NodeInvalidationLog;
import dev.accelerate.invalidation.table.LogFigures;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.signature.SignatureContributor;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the invalidation of results.
 */
@Configuration(proxyBeanMethods = false)
class InvalidationConfiguration {

	private final AccelerateProperties properties;

	InvalidationConfiguration(AccelerateProperties properties) {
		this.properties = properties;
	}

	@Bean
	@ConditionalOnMissingBean
	DatabaseLogs accelerateDatabaseLogs(TimeSource accelerateTimeSource, ListableBeanFactory beans) {
		boolean channels = beans.getBeanNamesForType(InvalidationChannelFactory.class, true, false).length > 0;
		return new DatabaseLogs(PropertiesMapper.databaseLogs(this.properties, channels),
				PropertiesMapper.replicaLag(this.properties), this.properties.getInvalidation().getMaxSilence(),
				accelerateTimeSource::nanos);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnProperty(name = "accelerate.invalidation.log", havingValue = "table")
	LogFigures accelerateLogFigures() {
		return new LogFigures();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnProperty(name = "accelerate.invalidation.log", havingValue = "table")
	InvalidationChannelFactory accelerateInvalidationChannelFactory(BeanFactory beans,
			SqlAnalyzer accelerateSqlAnalyzer, TimeSource accelerateTimeSource, LogFigures accelerateLogFigures) {
		return new TableChannelFactory(this.properties.getInvalidation(), beans, accelerateSqlAnalyzer,
				accelerateTimeSource::nanos, accelerateLogFigures);
	}

	@Bean
	DatabaseLogStarter accelerateDatabaseLogStarter(DatabaseLogs accelerateDatabaseLogs,
			ConfigurableListableBeanFactory beans) {
		return new DatabaseLogStarter(accelerateDatabaseLogs, beans,
				this.properties.getInvalidation().getExcludedUnits());
	}

	@Bean
	@ConditionalOnMissingBean
	InvalidationLog accelerateInvalidationLog(DatabaseLogs accelerateDatabaseLogs, TimeSource accelerateTimeSource) {
		return new NodeInvalidationLog(accelerateDatabaseLogs, PropertiesMapper.replicaLag(this.properties),
				accelerateTimeSource::nanos);
	}

	@Bean
	@ConditionalOnMissingBean
	StartedListeners accelerateStartedListeners(ObjectProvider<QueryCacheListener> listeners) {
		return new StartedListeners(listeners);
	}

	/**
	 * Creates the invalidations. They are needed before the database is ready, so their
	 * listeners are looked up later.
	 */
	@Bean
	@ConditionalOnMissingBean
	Invalidations accelerateInvalidations(InvalidationLog accelerateInvalidationLog,
			DatabaseLogs accelerateDatabaseLogs, StartedListeners accelerateStartedListeners) {
		return new Invalidations(accelerateInvalidationLog, accelerateDatabaseLogs, accelerateStartedListeners,
				PropertiesMapper.unknownCommit(this.properties));
	}

	@Bean
	@ConditionalOnMissingBean
	TransactionalInvalidations accelerateTransactionalInvalidations(Invalidations accelerateInvalidations) {
		return this.properties.isEnabled() ? TransactionalInvalidations.to(accelerateInvalidations)
				: TransactionalInvalidations.disabled();
	}

	@Bean
	@ConditionalOnMissingBean
	TableDirectory accelerateTableDirectory() {
		return new TableDirectory();
	}

	@Bean
	@ConditionalOnMissingBean
	DatabaseCatalogs accelerateDatabaseCatalogs(TimeSource accelerateTimeSource) {
		return new DatabaseCatalogs((reading) -> {
			Thread thread = new Thread(reading, "accelerate-catalog");
			thread.setDaemon(true);
			thread.start();
		}, accelerateTimeSource::nanos, this.properties.getInvalidation().getHarmlessFunctions());
	}

	@Bean
	CatalogListener accelerateCatalogListener(DatabaseCatalogs accelerateDatabaseCatalogs,
			TableDirectory accelerateTableDirectory, ApplicationContext context) {
		return new CatalogListener(accelerateDatabaseCatalogs, accelerateTableDirectory, context);
	}

	@Bean
	@ConditionalOnMissingBean
	SqlAnalyzer accelerateSqlAnalyzer(TableDirectory accelerateTableDirectory, Invalidations accelerateInvalidations,
			StartedListeners accelerateStartedListeners, DatabaseCatalogs accelerateDatabaseCatalogs) {
		SqlAnalyzer statements = new SqlAnalyzer(accelerateTableDirectory, accelerateInvalidations,
				this.properties.getInvalidation().getUnrecognizedStatements() == UnrecognizedStatements.INVALIDATE_ALL,
				accelerateStartedListeners, accelerateDatabaseCatalogs);
		accelerateDatabaseCatalogs.tell((catalog) -> {
			statements.reach(accelerateDatabaseCatalogs, catalog.reach());
			statements.track(catalog.rowLevelSecurity());
		});
		accelerateDatabaseCatalogs.tellSecured(statements::invalidateEverything);
		return statements;
	}

	@Bean
	@ConditionalOnMissingBean
	StatementTracker accelerateStatementTracker(SqlAnalyzer accelerateSqlAnalyzer, LoadTracker accelerateLoadTracker,
			TransactionTracker accelerateTransactionTracker, DatabaseCatalogs accelerateDatabaseCatalogs,
			ObjectProvider<SignatureContributor> contributors, ThreadStateHolder accelerateThreadStateHolder) {
		return new StatementTracker(accelerateSqlAnalyzer, accelerateLoadTracker, accelerateTransactionTracker,
				accelerateThreadStateHolder,
				this.properties.isEnabled() && this.properties.getInvalidation().isAutomatic(),
				new RowSecurity(accelerateDatabaseCatalogs, contributors));
	}

}
