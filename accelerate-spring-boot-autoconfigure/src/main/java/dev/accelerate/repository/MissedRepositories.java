package dev.accelerate.repository;

import java.lang.reflect.Method;

import dev.accelerate.CacheStrategy;
import dev.accelerate.core.MissedBean;
import dev.accelerate.core.MissedBeans;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;

/**
 * Check, when the application starts, of the repositories that were created before the
 * {@link RepositoryCachePostProcessor} was there. Nothing answers their calls, so that
 * explicit strategies are refused.
 */
public final class MissedRepositories implements SmartInitializingSingleton {

	private final QueryPlanSource plans;

	private final RepositoryCachePostProcessor processor;

	private final MissedBeans missed;

	private final ConfigurableListableBeanFactory beans;

	/**
	 * Create a check.
	 * @param plans the source of plans
	 * @param processor what should have processed every repository
	 * @param missed finds out who created them
	 * @param beans where the repositories are
	 */
	public MissedRepositories(QueryPlanSource plans, RepositoryCachePostProcessor processor, MissedBeans missed,
			ConfigurableListableBeanFactory beans) {
		this.plans = plans;
		this.processor = processor;
		this.missed = missed;
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (String factoryName : this.beans.getBeanNamesForType(JpaRepositoryFactoryBean.class, true, false)) {
			String name = factoryName.substring(BeanFactory.FACTORY_BEAN_PREFIX.length());
			if (this.beans.containsSingleton(name)
					&& this.beans.getSingleton(name) instanceof JpaRepositoryFactoryBean<?, ?, ?> factoryBean
					&& this.processor.hasMissed(factoryBean)) {
				check(factoryBean.getObjectType(), this.missed.explain("repository", name));
			}
		}
	}

	private void check(Class<?> type, MissedBean bean) {
		leaveOut(type, new Refusal(bean.describe(), bean.remedy()));
	}

	/**
	 * Refuse the explicit strategies of a repository, and warn of others.
	 */
	private void leaveOut(Class<?> type, Refusal refusal) {
		if (!this.plans.settings().enabled()) {
			return;
		}
		ConfiguredStrategies configured = this.plans.settings().strategies();
		CacheStrategy inherited = AnnotatedElementUtils.findMergedAnnotation(type, CacheStrategy.class);
		for (Method method : RepositoryMethod.candidates(type)) {
			DeclaredStrategy strategy = DeclaredStrategy.of(method, type, inherited, configured);
			if (strategy != null && strategy.explicit()) {
				throw QueryPlanSource.refused(MethodDescription.full(method, type), refusal, strategy,
						configured.exactNames(type, method.getName()));
			}
			if (strategy != null) {
				this.plans.report().warn("Nothing of " + type.getName() + " is cached", refusal);
			}
		}
	}

}
