package dev.accelerate.beans;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.PriorityOrdered;

/**
 * {@link BeanPostProcessor} that is there before others, so that it misses hardly any
 * bean that these need. It is applied after them all the same: Spring registers those of
 * merged definitions once more when all are there.
 */
public abstract class EarlyPostProcessor implements MergedBeanDefinitionPostProcessor, PriorityOrdered {

	@Override
	public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String beanName) {
		// The definition is of no interest, but the place that comes with it.
	}

	/**
	 * Returns what a bean is, if it was created before it could be processed. What can
	 * still be done to process it is done.
	 * @param bean the bean
	 * @param beanName its name
	 * @return what the bean is, for people, or an empty text if nothing is amiss
	 */
	protected abstract String missed(Object bean, String beanName);

	/**
	 * Returns what a bean of another context of the hierarchy is, if no post-processor of
	 * that context has processed it.
	 * @param bean the bean
	 * @return what the bean is, for people, or an empty text if nothing is amiss
	 */
	protected String missedElsewhere(Object bean) {
		return "";
	}

	/**
	 * Returns whether it processes beans of a type that a factory bean makes.
	 * @param type the type
	 * @return whether what a factory bean has made is to be looked at, too
	 */
	protected boolean followsProducts(Class<?> type) {
		return false;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
