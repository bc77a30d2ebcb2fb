package dev.accelerate.autoconfigure;

import dev.accelerate.core.CompositeListener;
import dev.accelerate.core.InfoRecorder;
import dev.accelerate.beans.MissedBeanFinder;
import dev.accelerate.core.PersistenceUnitResolver;
import dev.accelerate.core.QueryCache;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.repository.CacheAdvisorFactory;
import dev.accelerate.strategy.MisplacedStrategyPostProcessor;
import dev.accelerate.repository.MissedRepositoryCheck;
import dev.accelerate.strategy.PlanReportListener;
import dev.accelerate.strategy.PlannedMethods;
import dev.accelerate.strategy.QueryPlanSource;
import dev.accelerate.repository.RepositoryCachePostProcessor;
import dev.accelerate.repository.RepositoryMethodFactory;
import dev.accelerate.signature.ArgumentEncoder;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.snapshot.codec.BinarySnapshotCodec;
import dev.accelerate.snapshot.codec.SnapshotCodec;
import dev.accelerate.snapshot.codec.SnapshotTypes;
import dev.accelerate.signature.SignatureContributor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NativeDetector;

/**
 * Configuration of the beans that connect the cache to the repositories.
 */
@Configuration(proxyBeanMethods = false)
class RepositoryConfiguration {

	private static final Log logger = LogFactory.getLog(RepositoryConfiguration.class);

	@Bean
	QueryPlanSource accelerateQueryPlanSource(AccelerateProperties properties, ObjectProvider<ArgumentEncoder> encoders,
			ObjectProvider<SignatureContributor> contributors, ObjectProvider<QueryCacheListener> listeners,
			ConfigurableListableBeanFactory beans, MissedBeanFinder accelerateMissedBeanFinder,
			ApplicationContext context, ContextIds accelerateContextIds, SnapshotTypes accelerateSnapshotTypes,
			PlannedMethods accelerateCachedMethods) {
		if (properties.isEnabled()) {
			UnboundStrategies.warn(context.getEnvironment());
		}
		if (NativeDetector.inNativeImage()) {
			logger.warn("Nothing is cached in a native image. Every read goes to the database.");
		}
		return new QueryPlanSource(PropertiesMapper.plans(properties, ParentContext.of(context, accelerateContextIds)),
				new ArgumentEncoders(encoders.orderedStream().toList()), contributors.orderedStream().toList(),
				new CompositeListener(listeners.orderedStream().toList()), beans, accelerateMissedBeanFinder,
				accelerateSnapshotTypes, accelerateCachedMethods);
	}

	@Bean
	RepositoryMethodFactory accelerateRepositoryMethodFactory(QueryPlanSource accelerateQueryPlanSource,
			ConfigurableListableBeanFactory beans, ThreadStateHolder accelerateThreadStateHolder) {
		return new RepositoryMethodFactory(accelerateQueryPlanSource, beans, accelerateThreadStateHolder);
	}

	@Bean
	@ConditionalOnMissingBean
	PlannedMethods accelerateCachedMethods() {
		return new PlannedMethods();
	}

	@Bean
	@ConditionalOnMissingBean
	SnapshotTypes accelerateSnapshotTypes() {
		return new SnapshotTypes();
	}

	@Bean
	@ConditionalOnMissingBean
	SnapshotCodec accelerateSnapshotCodec(SnapshotTypes accelerateSnapshotTypes) {
		return new BinarySnapshotCodec(accelerateSnapshotTypes);
	}

	@Bean
	@ConditionalOnMissingBean
	ContextIds accelerateContextIds() {
		return new ContextIds();
	}

	@Bean
	MissedBeanFinder accelerateMissedBeanFinder(ConfigurableListableBeanFactory beans) {
		return new MissedBeanFinder(beans);
	}

	@Bean
	MissedRepositoryCheck accelerateMissedRepositoryCheck(QueryPlanSource accelerateQueryPlanSource,
			RepositoryCachePostProcessor accelerateRepositoryCachePostProcessor,
			MissedBeanFinder accelerateMissedBeanFinder, ApplicationContext context) {
		return new MissedRepositoryCheck(accelerateQueryPlanSource, accelerateRepositoryCachePostProcessor,
				accelerateMissedBeanFinder, context);
	}

	@Bean
	PlanReportListener acceleratePlanReportListener(QueryPlanSource accelerateQueryPlanSource,
			ApplicationContext context) {
		return new PlanReportListener(accelerateQueryPlanSource, context);
	}

	@Bean
	CacheAdvisorFactory accelerateCacheAdvisorFactory(QueryCache accelerateQueryCache,
			InfoRecorder accelerateInfoRecorder, ThreadStateHolder accelerateThreadStateHolder) {
		return new CacheAdvisorFactory(accelerateQueryCache, accelerateInfoRecorder, accelerateThreadStateHolder);
	}

	@Bean
	static RepositoryCachePostProcessor accelerateRepositoryCachePostProcessor(
			ObjectProvider<RepositoryMethodFactory> accelerateRepositoryMethodFactory,
			ObjectProvider<CacheAdvisorFactory> accelerateCacheAdvisorFactory,
			ObjectProvider<PersistenceUnitResolver> acceleratePersistenceUnitResolver) {
		return new RepositoryCachePostProcessor(accelerateRepositoryMethodFactory::getObject,
				accelerateCacheAdvisorFactory::getObject, acceleratePersistenceUnitResolver::getObject);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "accelerate.enabled", matchIfMissing = true)
	static MisplacedStrategyPostProcessor accelerateMisplacedStrategyPostProcessor(
			ObjectProvider<ListableBeanFactory> beans) {
		return new MisplacedStrategyPostProcessor(beans::getObject);
	}

}
