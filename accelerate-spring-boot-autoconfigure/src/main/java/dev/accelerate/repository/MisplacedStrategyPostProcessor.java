package dev.accelerate.repository;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

import dev.accelerate.CacheStrategy;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.util.ReflectionUtils;

/**
 * {@link BeanPostProcessor} that refuses {@link CacheStrategy} where nobody would honour
 * it: on beans that are no JPA repository.
 */
public final class MisplacedStrategyPostProcessor implements BeanPostProcessor {

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> factory) {
			if (!(bean instanceof JpaRepositoryFactoryBean)) {
				check(factory.getObjectType(), beanName, "only JPA repositories are cached");
			}
			return bean;
		}
		// A repository made by hand, or a mock of one, is no mistake.
		if (!(bean instanceof Repository)) {
			check(AopUtils.getTargetClass(bean), beanName, "the bean is no repository");
		}
		return bean;
	}

	private static void check(@Nullable Class<?> type, String beanName, String reason) {
		if (type == null || !AnnotationUtils.isCandidateClass(type, CacheStrategy.class)
				|| type.getName().startsWith("org.springframework.")) {
			return;
		}
		if (isAnnotated(type)) {
			throw refused(type.getName(), beanName, reason);
		}
		for (Class<?> declaring = type; declaring != null
				&& declaring != Object.class; declaring = declaring.getSuperclass()) {
			for (Method method : methodsOf(declaring)) {
				if (isAnnotated(method)) {
					throw refused(declaring.getName() + "." + method.getName(), beanName, reason);
				}
			}
		}
	}

	/**
	 * A class that names types which are not there is not looked into.
	 */
	private static Method[] methodsOf(Class<?> type) {
		try {
			return ReflectionUtils.getDeclaredMethods(type);
		}
		catch (IllegalStateException ex) {
			return new Method[0];
		}
	}

	/**
	 * Only what is written on the element itself counts: a fragment's implementation
	 * rightly implements an annotated interface.
	 */
	private static boolean isAnnotated(AnnotatedElement element) {
		return element.getDeclaredAnnotations().length > 0
				&& AnnotatedElementUtils.isAnnotated(element, CacheStrategy.class);
	}

	private static RefusedStrategyException refused(String where, String beanName, String reason) {
		return new RefusedStrategyException(where + " (bean '" + beanName + "')", new Refusal(reason,
				"Annotate a method of the repository interface, or use @Cacheable for other beans"));
	}

}
