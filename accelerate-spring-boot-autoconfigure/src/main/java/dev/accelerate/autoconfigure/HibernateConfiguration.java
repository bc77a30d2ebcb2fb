package dev.accelerate.autoconfigure;

import dev.accelerate.InvalidationTriggers;
import dev.accelerate.autoconfigure.InvalidationProperties.Catalog;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.catalog.TriggerScript;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.TrackedRows;
import dev.accelerate.invalidation.table.TableInvalidationChannel;
import dev.accelerate.jpa.HibernateExternalWrites;
import dev.accelerate.jpa.HibernatePersistenceUnitResolver;
import dev.accelerate.jpa.SessionTracker;
import dev.accelerate.jpa.SessionTrackerPostProcessor;
import dev.accelerate.jpa.UnitDependencyTracker;
import dev.accelerate.jpa.schema.MappedTableTriggers;
import dev.accelerate.jpa.schema.SchemaTracker;
import dev.accelerate.jpa.unkeyed.TenantKeyFinder;
import dev.accelerate.jpa.unkeyed.UnkeyedDependencyFinder;
import dev.accelerate.signature.ArgumentEncoder;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.SeenDependency;
import dev.accelerate.tracking.SessionSettings;
import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.tracking.TransactionTracker;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionManager;

/**
 * Configuration of Hibernate's side of the cache.
 */
@Configuration(proxyBeanMethods = false)
class HibernateConfiguration {

	private final AccelerateProperties properties;

	HibernateConfiguration(AccelerateProperties properties) {
		this.properties = properties;
	}

	@Bean
	HibernatePersistenceUnitResolver acceleratePersistenceUnitResolver(TableDirectory accelerateTableDirectory,
			SqlAnalyzer accelerateSqlAnalyzer, TransactionTracker accelerateTransactionTracker,
			SchemaTracker accelerateSchemaTracker, UnkeyedDependencyFinder accelerateUnkeyedDependencyFinder,
			Invalidations accelerateInvalidations) {
		int marks = PropertiesMapper.marks(this.properties);
		return new HibernatePersistenceUnitResolver(accelerateTableDirectory, accelerateSqlAnalyzer,
				accelerateTransactionTracker, accelerateSchemaTracker, accelerateUnkeyedDependencyFinder,
				this.properties.getEntities().getInOpenSession(), new TrackedRows(accelerateInvalidations, marks));
	}

	@Bean
	HibernateExternalWrites accelerateExternalWrites(ObjectProvider<EntityManagerFactory> factories,
			Invalidations accelerateInvalidations, SqlAnalyzer accelerateSqlAnalyzer,
			SchemaTracker accelerateSchemaTracker) {
		return new HibernateExternalWrites(factories::stream, accelerateInvalidations, accelerateSqlAnalyzer,
				accelerateSchemaTracker);
	}

	@Bean
	SchemaTracker accelerateSchemaTracker(SqlAnalyzer accelerateSqlAnalyzer,
			DatabaseCatalogs accelerateDatabaseCatalogs) {
		boolean read = this.properties.isEnabled() && this.properties.getInvalidation().getCatalog() == Catalog.AUTO;
		return new SchemaTracker(accelerateSqlAnalyzer, read ? accelerateDatabaseCatalogs : null);
	}

	@Bean
	@ConditionalOnMissingBean
	InvalidationTriggers accelerateInvalidationTriggers(SchemaTracker accelerateSchemaTracker,
			TableDirectory accelerateTableDirectory, DatabaseLogs accelerateDatabaseLogs) {
		InvalidationTableProperties table = this.properties.getInvalidation().getTable();
		return new MappedTableTriggers(accelerateSchemaTracker, accelerateTableDirectory,
				new TriggerScript(table.getSchema(), table.getName()),
				(unit) -> (accelerateDatabaseLogs.channel(unit) instanceof TableInvalidationChannel channel) ? channel
						: null);
	}

	@Bean
	SessionTracker accelerateSessionTracker(StatementTracker accelerateStatementTracker,
			Invalidations accelerateInvalidations, LoadTracker accelerateLoadTracker,
			TransactionTracker accelerateTransactionTracker, SessionSettings accelerateSessionSettings,
			SeenDependency accelerateSeenDependency, UnkeyedDependencyFinder accelerateUnkeyedDependencyFinder,
			ThreadStateHolder accelerateThreadStateHolder) {
		return new SessionTracker(accelerateStatementTracker, accelerateInvalidations, accelerateLoadTracker,
				accelerateThreadStateHolder,
				() -> new UnitDependencyTracker(accelerateUnkeyedDependencyFinder, accelerateLoadTracker,
						accelerateTransactionTracker, accelerateSessionSettings, accelerateSeenDependency));
	}

	@Bean
	UnkeyedDependencyFinder accelerateUnkeyedDependencyFinder(ObjectProvider<TransactionManager> managers,
			ObjectProvider<ArgumentEncoder> encoders, SeenDependency accelerateSeenDependency) {
		return new UnkeyedDependencyFinder(this.properties.getTenancy() == AccelerateProperties.Tenancy.SINGLE,
				!this.properties.getInvalidation().getReplicaLag().isZero(), managers::stream,
				new TenantKeyFinder(() -> new ArgumentEncoders(encoders.orderedStream().toList()),
						accelerateSeenDependency::isContributed));
	}

	@Bean
	static SessionTrackerPostProcessor accelerateSessionTrackerPostProcessor(
			ObjectProvider<SessionTracker> accelerateSessionTracker,
			ObjectProvider<SchemaTracker> accelerateSchemaTracker) {
		return new SessionTrackerPostProcessor(accelerateSessionTracker::getObject, accelerateSchemaTracker::getObject);
	}

}
