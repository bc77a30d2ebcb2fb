package dev.accelerate.beans;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.PriorityOrdered;

/**
 * {@link BeanPostProcessor} that is registered before others, so that it misses few of
 * the beans that the others need. It is nevertheless applied after them: Spring registers
 * post-processors of merged definitions once more when all others are registered.
 */
public abstract class EarlyPostProcessor implements MergedBeanDefinitionPostProcessor, PriorityOrdered {

	@Override
	public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String beanName) {
		// Implemented only for the position that Spring gives to such post-processors.
	}

	/**
	 * Describes a bean that was created too early to be processed. If it can still be
	 * processed, this method does so.
	 * @param bean the bean
	 * @param beanName its name
	 * @return what the bean is, for people, or an empty text if nothing is amiss
	 */
	protected abstract String missed(Object bean, String beanName);

	/**
	 * Describes a bean of another context of the hierarchy, if no post-processor of that
	 * context has processed it.
	 * @param bean the bean
	 * @return what the bean is, for people, or an empty text if nothing is amiss
	 */
	protected String missedElsewhere(Object bean) {
		return "";
	}

	/**
	 * Returns whether this processes beans of a type that factory beans make.
	 * @param type the type
	 * @return whether to look at the products of such factory beans, too
	 */
	protected boolean followsProducts(Class<?> type) {
		return false;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
