package dev.accelerate.autoconfigure;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.core.AccelerateTemplate;
import dev.accelerate.core.BackgroundRefresh;
import dev.accelerate.core.BypassPolicies;
import dev.accelerate.core.BypassPolicy;
import dev.accelerate.core.CallOptions;
import dev.accelerate.core.CompositeListener;
import dev.accelerate.core.InfoRecorder;
import dev.accelerate.core.LoadScopes;
import dev.accelerate.core.LoggingListener;
import dev.accelerate.core.OpenTransactions;
import dev.accelerate.core.QueryCache;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.SeenDependency;
import dev.accelerate.core.SessionSettings;
import dev.accelerate.core.ThreadStates;
import dev.accelerate.core.TransactionListenerPostProcessor;
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
 * {@link AutoConfiguration Auto-configuration} for the query cache. What a thread is
 * doing and what is invalid is known in one place for a whole hierarchy of contexts: a
 * context whose parent has these beans takes them from there. What enters the beans of a
 * context is made in each.
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
	ThreadStates accelerateThreadStates() {
		return new ThreadStates();
	}

	@Bean
	@ConditionalOnMissingBean
	OpenTransactions accelerateOpenTransactions(Invalidations invalidations, TimeSource time, ThreadStates threads) {
		return new OpenTransactions(invalidations, time, threads);
	}

	@Bean
	@ConditionalOnMissingBean
	LoadScopes accelerateLoadScopes(Invalidations invalidations, OpenTransactions transactions, TimeSource time,
			ThreadStates threads) {
		return new LoadScopes(invalidations, transactions, time, threads);
	}

	@Bean
	SessionSettings accelerateSessionSettings(LoadScopes scopes, OpenTransactions transactions) {
		return new SessionSettings(scopes, transactions);
	}

	@Bean
	SeenDependency accelerateSeenDependency(Invalidations invalidations,
			ObjectProvider<SignatureContributor> contributors) {
		return new SeenDependency(invalidations, () -> contributors.stream().findAny().isPresent());
	}

	@Bean
	static TransactionListenerPostProcessor accelerateTransactionListenerPostProcessor(
			ObjectProvider<OpenTransactions> transactions) {
		return new TransactionListenerPostProcessor(transactions::getObject);
	}

	@Bean
	@ConditionalOnMissingBean
	LoggingListener accelerateLoggingListener(TimeSource time) {
		return new LoggingListener(time);
	}

	@Bean
	@ConditionalOnMissingBean
	InfoRecorder accelerateInfoRecorder(AccelerateProperties properties, TimeSource time, ThreadStates threads) {
		return new InfoRecorder(properties.getRegion(), time, threads);
	}

	@Bean
	@ConditionalOnMissingBean
	CallOptions accelerateCallOptions(ThreadStates threads) {
		return new CallOptions(threads);
	}

	@Bean
	QueryCache accelerateQueryCache(EntryStore store, Invalidations invalidations, LoadScopes scopes,
			ObjectProvider<BypassPolicy> policies, BackgroundRefresh refresh,
			ObjectProvider<QueryCacheListener> listeners, AccelerateProperties properties) {
		return new QueryCache(store, invalidations, scopes, new BypassPolicies(policies.orderedStream().toList()),
				scopes.time(), refresh, compose(listeners), PropertiesMapper.settings(properties));
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
