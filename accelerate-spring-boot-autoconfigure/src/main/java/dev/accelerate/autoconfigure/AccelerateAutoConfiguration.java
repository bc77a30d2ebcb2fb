package dev.accelerate.autoconfigure;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.core.AccelerateTemplate;
import dev.accelerate.core.BackgroundRefresh;
import dev.accelerate.core.BypassPolicies;
import dev.accelerate.core.BypassPolicy;
import dev.accelerate.core.CachedMethods;
import dev.accelerate.tracking.CallOptions;
import dev.accelerate.core.CompositeListener;
import dev.accelerate.core.ExternalWrites;
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
import dev.accelerate.statistics.FailureListener;
import dev.accelerate.store.EntryStore;
import dev.accelerate.web.RequestWrites;

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
 * <p>
 * A parameter has the name of the bean it takes. Spring then finds that bean by its name.
 * Otherwise it looks at every bean of the application, for each parameter.
 */
@AutoConfiguration(afterName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
		beforeName = "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration")
@ConditionalOnClass(name = { "org.springframework.data.jpa.repository.JpaRepository",
		"org.hibernate.engine.spi.SessionFactoryImplementor" })
@EnableConfigurationProperties(AccelerateProperties.class)
@Import({ InvalidationConfiguration.class, LocalStoreConfiguration.class, RefreshConfiguration.class,
		RepositoryConfiguration.class, HibernateConfiguration.class, JdbcConfiguration.class,
		DataRestConfiguration.class, WebConfiguration.class })
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
	TransactionTracker accelerateTransactionTracker(Invalidations accelerateInvalidations,
			TimeSource accelerateTimeSource, ThreadStateHolder accelerateThreadStateHolder) {
		return new TransactionTracker(accelerateInvalidations, accelerateTimeSource, accelerateThreadStateHolder);
	}

	@Bean
	@ConditionalOnMissingBean
	LoadTracker accelerateLoadTracker(Invalidations accelerateInvalidations,
			TransactionTracker accelerateTransactionTracker, TimeSource accelerateTimeSource,
			ThreadStateHolder accelerateThreadStateHolder) {
		return new LoadTracker(accelerateInvalidations, accelerateTransactionTracker, accelerateTimeSource,
				accelerateThreadStateHolder);
	}

	@Bean
	SessionSettings accelerateSessionSettings(LoadTracker accelerateLoadTracker,
			TransactionTracker accelerateTransactionTracker) {
		return new SessionSettings(accelerateLoadTracker, accelerateTransactionTracker);
	}

	@Bean
	SeenDependency accelerateSeenDependency(Invalidations accelerateInvalidations,
			ObjectProvider<SignatureContributor> contributors) {
		return new SeenDependency(accelerateInvalidations, () -> contributors.stream().findAny().isPresent());
	}

	@Bean
	static TransactionTrackerPostProcessor accelerateTransactionTrackerPostProcessor(
			ObjectProvider<TransactionTracker> accelerateTransactionTracker) {
		return new TransactionTrackerPostProcessor(accelerateTransactionTracker::getObject);
	}

	@Bean
	@ConditionalOnMissingBean
	LoggingListener accelerateLoggingListener(TimeSource accelerateTimeSource) {
		return new LoggingListener(accelerateTimeSource);
	}

	@Bean
	@ConditionalOnMissingBean
	FailureListener accelerateFailureListener(TimeSource accelerateTimeSource) {
		return new FailureListener(accelerateTimeSource);
	}

	@Bean
	@ConditionalOnMissingBean
	InfoRecorder accelerateInfoRecorder(AccelerateProperties properties, TimeSource accelerateTimeSource,
			ThreadStateHolder accelerateThreadStateHolder) {
		return new InfoRecorder(properties.getRegion(), accelerateTimeSource, accelerateThreadStateHolder);
	}

	@Bean
	@ConditionalOnMissingBean
	CallOptions accelerateCallOptions(ThreadStateHolder accelerateThreadStateHolder) {
		return new CallOptions(accelerateThreadStateHolder);
	}

	/**
	 * Creates the listener for the tokens of requests. It hears of invalidations only in
	 * the topmost context, which need not be that of the web server.
	 */
	@Bean
	@ConditionalOnMissingBean
	RequestWrites accelerateRequestWrites(ThreadStateHolder accelerateThreadStateHolder) {
		return new RequestWrites(accelerateThreadStateHolder);
	}

	@Bean
	QueryCache accelerateQueryCache(EntryStore accelerateEntryStore, Invalidations accelerateInvalidations,
			LoadTracker accelerateLoadTracker, ObjectProvider<BypassPolicy> policies,
			BackgroundRefresh accelerateBackgroundRefresh, ObjectProvider<QueryCacheListener> listeners,
			AccelerateProperties properties) {
		return new QueryCache(accelerateEntryStore, accelerateInvalidations, accelerateLoadTracker,
				new BypassPolicies(policies.orderedStream().toList(), properties.getTransactions().getReadWrite()),
				accelerateLoadTracker.time(), accelerateBackgroundRefresh, compose(listeners),
				PropertiesMapper.settings(properties));
	}

	@Bean
	@ConditionalOnMissingBean(AccelerateOperations.class)
	AccelerateTemplate accelerateTemplate(InfoRecorder accelerateInfoRecorder, CallOptions accelerateCallOptions,
			TransactionalInvalidations accelerateTransactionalInvalidations, ExternalWrites accelerateExternalWrites,
			CachedMethods accelerateCachedMethods, AccelerateProperties properties,
			ObjectProvider<QueryCacheListener> listeners) {
		return new AccelerateTemplate(accelerateInfoRecorder, accelerateCallOptions,
				accelerateTransactionalInvalidations, accelerateExternalWrites, accelerateCachedMethods,
				PropertiesMapper.invalidations(properties), compose(listeners));
	}

	private static QueryCacheListener compose(ObjectProvider<QueryCacheListener> listeners) {
		return new CompositeListener(listeners.orderedStream().toList());
	}

}
