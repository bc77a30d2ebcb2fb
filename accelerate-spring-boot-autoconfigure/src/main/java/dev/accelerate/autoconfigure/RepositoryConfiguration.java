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
import dev.accelerate.strategy.QueryPlanSource;
import dev.accelerate.repository.RepositoryCachePostProcessor;
import dev.accelerate.repository.RepositoryMethodFactory;
import dev.accelerate.signature.ArgumentEncoder;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.SignatureContributor;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the beans that connect the cache to the repositories.
 */
@Configuration(proxyBeanMethods = false)
class RepositoryConfiguration {

	@Bean
	QueryPlanSource accelerateQueryPlanSource(AccelerateProperties properties, ObjectProvider<ArgumentEncoder> encoders,
			ObjectProvider<SignatureContributor> contributors, ObjectProvider<QueryCacheListener> listeners,
			ConfigurableListableBeanFactory beans, MissedBeanFinder missed, ApplicationContext context,
			ContextIds ids) {
		if (properties.isEnabled()) {
			UnboundStrategies.warn(context.getEnvironment());
		}
		return new QueryPlanSource(PropertiesMapper.plans(properties, ParentContext.of(context, ids)),
				new ArgumentEncoders(encoders.orderedStream().toList()), contributors.orderedStream().toList(),
				new CompositeListener(listeners.orderedStream().toList()), beans, missed);
	}

	@Bean
	RepositoryMethodFactory accelerateRepositoryMethodFactory(QueryPlanSource plans,
			ConfigurableListableBeanFactory beans, ThreadStateHolder threads) {
		return new RepositoryMethodFactory(plans, beans, threads);
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
	MissedRepositoryCheck accelerateMissedRepositoryCheck(QueryPlanSource plans, RepositoryCachePostProcessor processor,
			MissedBeanFinder missed, ApplicationContext context) {
		return new MissedRepositoryCheck(plans, processor, missed, context);
	}

	@Bean
	PlanReportListener acceleratePlanReportListener(QueryPlanSource plans, ApplicationContext context) {
		return new PlanReportListener(plans, context);
	}

	@Bean
	CacheAdvisorFactory accelerateCacheAdvisorFactory(QueryCache cache, InfoRecorder recorder,
			ThreadStateHolder threads) {
		return new CacheAdvisorFactory(cache, recorder, threads);
	}

	@Bean
	static RepositoryCachePostProcessor accelerateRepositoryCachePostProcessor(
			ObjectProvider<RepositoryMethodFactory> methods, ObjectProvider<CacheAdvisorFactory> interceptors,
			ObjectProvider<PersistenceUnitResolver> units) {
		return new RepositoryCachePostProcessor(methods::getObject, interceptors::getObject, units::getObject);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "accelerate.enabled", matchIfMissing = true)
	static MisplacedStrategyPostProcessor accelerateMisplacedStrategyPostProcessor(ListableBeanFactory beans) {
		return new MisplacedStrategyPostProcessor(beans);
	}

}
