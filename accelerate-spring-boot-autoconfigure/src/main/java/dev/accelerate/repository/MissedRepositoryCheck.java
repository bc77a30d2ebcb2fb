package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;

import dev.accelerate.CacheStrategy;
import dev.accelerate.beans.MissedBean;
import dev.accelerate.beans.MissedBeanFinder;
import dev.accelerate.strategy.ConfiguredStrategies;
import dev.accelerate.strategy.DeclaredStrategy;
import dev.accelerate.strategy.MethodIdentity;
import dev.accelerate.strategy.QueryPlanSource;
import dev.accelerate.strategy.Refusal;
import dev.accelerate.strategy.RepositoryScope;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;

/**
 * Check of the repositories that the {@link RepositoryCachePostProcessor} never saw,
 * because they were created before it or in a child context that has none. Their calls do
 * not go through the cache, so explicit strategies are refused. Other beans of such a
 * child through which writes go unseen are reported.
 */
public final class MissedRepositoryCheck
		implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent> {

	private final QueryPlanSource plans;

	private final RepositoryCachePostProcessor processor;

	private final MissedBeanFinder missed;

	private final ApplicationContext context;

	/**
	 * Creates a check.
	 * @param plans the source of plans
	 * @param processor the post-processor that should have processed every repository
	 * @param missed explains why a bean was missed
	 * @param context the context of the repositories
	 */
	public MissedRepositoryCheck(QueryPlanSource plans, RepositoryCachePostProcessor processor, MissedBeanFinder missed,
			ApplicationContext context) {
		this.plans = plans;
		this.processor = processor;
		this.missed = missed;
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		// This also starts to follow the beans that can still be followed.
		this.missed.get();
		repositories(this.context).forEach((name, factoryBean) -> {
			if (this.processor.hasMissed(factoryBean)) {
				MissedBean bean = this.missed.explain("repository", name);
				leaveOut(factoryBean.getObjectType(), new Refusal(bean.description(), bean.remedy()));
			}
		});
	}

	/**
	 * Checks a child context. Its parent cannot process the beans of the child, because
	 * each context has its own post-processors.
	 */
	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		ApplicationContext child = event.getApplicationContext();
		if (child != this.context && isNearestWithCache(child) && this.plans.settings().enabled()) {
			this.missed.in(((ConfigurableApplicationContext) child).getBeanFactory())
				.forEach((bean) -> this.plans.report()
					.warn("Writes through a bean go unseen", new Refusal(bean.description(), bean.remedy())));
			repositories(child).values()
				.forEach((factoryBean) -> leaveOut(factoryBean.getObjectType(),
						new Refusal("its application context has no cache of its own, only a parent has",
								"Activate AccelerateAutoConfiguration in the context of the repository, too")));
		}
	}

	/**
	 * Returns whether this context is the nearest ancestor with a cache of a child that
	 * has none.
	 */
	private boolean isNearestWithCache(ApplicationContext child) {
		ApplicationContext context = child;
		while (context != null
				&& context.getBeanNamesForType(RepositoryCachePostProcessor.class, false, false).length == 0) {
			context = context.getParent();
		}
		return context != null && context != child
				&& context.getAutowireCapableBeanFactory() == this.context.getAutowireCapableBeanFactory();
	}

	/**
	 * Returns the repository factories of a context that exist already. With lazy
	 * initialization others may follow.
	 */
	private static Map<String, JpaRepositoryFactoryBean<?, ?, ?>> repositories(ApplicationContext context) {
		Map<String, JpaRepositoryFactoryBean<?, ?, ?>> repositories = new TreeMap<>();
		ConfigurableListableBeanFactory beans = ((ConfigurableApplicationContext) context).getBeanFactory();
		for (String factoryName : beans.getBeanNamesForType(JpaRepositoryFactoryBean.class, true, false)) {
			String name = BeanFactoryUtils.transformedBeanName(factoryName);
			if (beans.containsSingleton(name) && !beans.isCurrentlyInCreation(name)
					&& beans.getSingleton(name) instanceof JpaRepositoryFactoryBean<?, ?, ?> factoryBean) {
				repositories.put(name, factoryBean);
			}
		}
		return repositories;
	}

	/**
	 * Refuses the explicit strategies of a repository, and warns of inherited ones.
	 */
	private void leaveOut(Class<?> type, Refusal refusal) {
		if (!this.plans.settings().enabled()) {
			return;
		}
		ConfiguredStrategies configured = this.plans.settings().strategies();
		CacheStrategy inherited = AnnotatedElementUtils.findMergedAnnotation(type, CacheStrategy.class);
		for (Method method : RepositoryScope.candidates(type)) {
			DeclaredStrategy strategy = DeclaredStrategy.of(method, type, inherited, configured);
			if (strategy != null && strategy.explicit()) {
				throw QueryPlanSource.refused(MethodIdentity.full(method, type), refusal, strategy,
						configured.exactNames(type, method.getName()));
			}
			if (strategy != null) {
				this.plans.report().warn("Nothing of " + type.getName() + " is cached", refusal);
			}
		}
	}

}
