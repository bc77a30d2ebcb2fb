package dev.accelerate.autoconfigure;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.core.AccelerateTemplate;
import dev.accelerate.core.BackgroundRefresh;
import dev.accelerate.core.BypassPolicies;
import dev.accelerate.core.BypassPolicy;
import dev.accelerate.tracking.CallOptions;
import dev.accelerate.core.CompositeListener;
import dev.accelerate.core.InfoRecorder;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.core.LoggingListener;
import dev.accelerate.tracking.TransactionTracker;
import dev.accelerate.core.QueryCache;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.tracking.SeenDependency;
import dev.accelerate.tracking.SessionSettings;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.tracking.TransactionTrackerPostProcessor;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.store.EntryStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} for the query cache. A whole hierarchy of
 * contexts shares the beans that know what a thread is doing and what is invalid: a
 * context whose parent has them uses those of the parent. The beans that process the
 * beans of a context are created in each context.
 */
@AutoConfiguration(afterName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
		beforeName = "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration")
@ConditionalOnClass(name = { "org.springframework.data.jpa.repository.JpaRepository",
		"org.hibernate.engine.spi.SessionFactoryImplementor" })
@EnableConfigurationProperties(AccelerateProperties.class)
@Import({ InvalidationConfiguration.class, LocalStoreConfiguration.class, RefreshConfiguration.class,
		RepositoryConfiguration.class, HibernateConfiguration.class, JdbcConfiguration.class,
		DataRestConfiguration.class })
public final class AccelerateAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TimeSource accelerateTimeSource() {
		return TimeSource.system();
	}

	@Bean
	@ConditionalOnMissingBean
	ThreadStateHolder accelerateThreadStateHolder() {
		return new ThreadStateHolder();
	}

	@Bean
	@ConditionalOnMissingBean
	TransactionTracker accelerateTransactionTracker(Invalidations invalidations, TimeSource time,
			ThreadStateHolder threads) {
		return new TransactionTracker(invalidations, time, threads);
	}

	@Bean
	@ConditionalOnMissingBean
	LoadTracker accelerateLoadTracker(Invalidations invalidations, TransactionTracker transactions, TimeSource time,
			ThreadStateHolder threads) {
		return new LoadTracker(invalidations, transactions, time, threads);
	}

	@Bean
	SessionSettings accelerateSessionSettings(LoadTracker loads, TransactionTracker transactions) {
		return new SessionSettings(loads, transactions);
	}

	@Bean
	SeenDependency accelerateSeenDependency(Invalidations invalidations,
			ObjectProvider<SignatureContributor> contributors) {
		return new SeenDependency(invalidations, () -> contributors.stream().findAny().isPresent());
	}

	@Bean
	static TransactionTrackerPostProcessor accelerateTransactionTrackerPostProcessor(
			ObjectProvider<TransactionTracker> transactions) {
		return new TransactionTrackerPostProcessor(transactions::getObject);
	}

	@Bean
	@ConditionalOnMissingBean
	LoggingListener accelerateLoggingListener(TimeSource time) {
		return new LoggingListener(time);
	}

	@Bean
	@ConditionalOnMissingBean
	InfoRecorder accelerateInfoRecorder(AccelerateProperties properties, TimeSource time, ThreadStateHolder threads) {
		return new InfoRecorder(properties.getRegion(), time, threads);
	}

	@Bean
	@ConditionalOnMissingBean
	CallOptions accelerateCallOptions(ThreadStateHolder threads) {
		return new CallOptions(threads);
	}

	@Bean
	QueryCache accelerateQueryCache(EntryStore store, Invalidations invalidations, LoadTracker loads,
			ObjectProvider<BypassPolicy> policies, BackgroundRefresh refresh,
			ObjectProvider<QueryCacheListener> listeners, AccelerateProperties properties) {
		return new QueryCache(store, invalidations, loads, new BypassPolicies(policies.orderedStream().toList()),
				loads.time(), refresh, compose(listeners), PropertiesMapper.settings(properties));
	}

	@Bean
	@ConditionalOnMissingBean(AccelerateOperations.class)
	AccelerateTemplate accelerateTemplate(InfoRecorder recorder, CallOptions callOptions,
			TransactionalInvalidations invalidations, AccelerateProperties properties,
			ObjectProvider<QueryCacheListener> listeners) {
		return new AccelerateTemplate(recorder, callOptions, invalidations, PropertiesMapper.invalidations(properties),
				compose(listeners));
	}

	private static QueryCacheListener compose(ObjectProvider<QueryCacheListener> listeners) {
		return new CompositeListener(listeners.orderedStream().toList());
	}

}
