package dev.accelerate.strategy;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.CacheStrategy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.RepositoryDefinition;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * {@link BeanPostProcessor} that refuses {@link CacheStrategy} where it has no effect: on
 * beans that are not JPA repositories. An annotation on the class of a bean is always
 * refused. An interface of the bean may instead be the contract of a repository that the
 * bean replaces, or is a fragment of. Its annotation is refused only if there are JPA
 * repositories and none of them has the interface. If there are no JPA repositories, a
 * mistake cannot be told from a replacement, and a warning says that nothing is cached.
 */
public final class MisplacedStrategyPostProcessor implements BeanPostProcessor {

	private static final String FOREIGN = "only JPA repositories are cached";

	private static final String OTHERWISE = "annotate a method of the repository interface, or use @Cacheable for other beans";

	private static final Log logger = LogFactory.getLog(MisplacedStrategyPostProcessor.class);

	private final Supplier<? extends ListableBeanFactory> beans;

	/**
	 * Creates a post-processor.
	 * @param beans supplies the factory of the repositories, and is asked only when
	 * needed
	 */
	public MisplacedStrategyPostProcessor(Supplier<? extends ListableBeanFactory> beans) {
		this.beans = beans;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> factory) {
			if (!(bean instanceof JpaRepositoryFactoryBean)) {
				check(factory.getObjectType(), beanName, FOREIGN);
			}
			return bean;
		}
		// A repository made by hand, or a mock of one, is not a mistake.
		if (!(bean instanceof Repository)) {
			check(AopUtils.getTargetClass(bean), beanName, "the bean is not a repository");
		}
		return bean;
	}

	private void check(@Nullable Class<?> type, String beanName, String reason) {
		if (type == null || !AnnotationUtils.isCandidateClass(type, CacheStrategy.class)
				|| type.getName().startsWith("org.springframework.")) {
			return;
		}
		if (isAnnotated(type)) {
			throw refused(type.getName(), beanName, reason);
		}
		for (Class<?> declaring = type; declaring != null
				&& declaring != Object.class; declaring = declaring.getSuperclass()) {
			Method method = annotatedMethod(declaring);
			if (method != null) {
				throw refused(declaring.getName() + "." + method.getName(), beanName, reason);
			}
		}
		Set<Class<?>> contracts = new LinkedHashSet<>();
		addInterfaces(type, contracts);
		for (Class<?> contract : contracts) {
			Method method = annotatedMethod(contract);
			if ((method != null || isAnnotated(contract)) && !isContract(contract, reason.equals(FOREIGN))) {
				String where = contract.getName() + ((method != null) ? "." + method.getName() : "");
				if (hasRepositories()) {
					throw refused(where, beanName, reason);
				}
				logger.warn("Nothing of " + where + " (bean '" + beanName + "') is cached, because " + reason
						+ ". If the bean replaces a repository, this is expected: let the interface extend Spring "
						+ "Data's Repository to silence this warning. Otherwise, " + OTHERWISE + ".");
			}
		}
	}

	private static void addInterfaces(Class<?> type, Set<Class<?>> found) {
		for (Class<?> contract : type.getInterfaces()) {
			if (found.add(contract)) {
				addInterfaces(contract, found);
			}
		}
		if (type.getSuperclass() != null) {
			addInterfaces(type.getSuperclass(), found);
		}
	}

	private static @Nullable Method annotatedMethod(Class<?> type) {
		return AnnotationUtils.isCandidateClass(type, CacheStrategy.class) ? Arrays.stream(methodsOf(type))
			.filter(MisplacedStrategyPostProcessor::isAnnotated)
			.findFirst()
			.orElse(null) : null;
	}

	/**
	 * Returns whether an interface is, or may be, the contract of a JPA repository. A
	 * mock may have replaced that repository, but a repository of another module cannot
	 * have.
	 */
	private boolean isContract(Class<?> contract, boolean foreign) {
		if (!foreign && AnnotationUtils.findAnnotation(contract, RepositoryDefinition.class) != null) {
			return true;
		}
		Stream<String> names = foreign ? names(JpaRepositoryFactoryBean.class)
				: Stream.of(JpaRepositoryFactoryBean.class, Repository.class).flatMap(this::names);
		return names.anyMatch((name) -> mayHave(BeanFactoryUtils.transformedBeanName(name), contract));
	}

	private boolean hasRepositories() {
		return names(JpaRepositoryFactoryBean.class).findAny().isPresent();
	}

	private Stream<String> names(Class<?> type) {
		return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans.get(), type, true, false));
	}

	/**
	 * Returns whether a repository may have an interface, for example that of a fragment.
	 * It may have any interface if its definition does not say which repository it is.
	 */
	private boolean mayHave(String name, Class<?> contract) {
		Class<?> repository = this.beans.get().getType(name, false);
		return repository == null || repository.getName().startsWith("org.springframework.data.")
				|| contract.isAssignableFrom(repository);
	}

	/**
	 * Returns the methods of a class, or none if the class refers to types that are not
	 * on the class path.
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
	 * Returns whether an element itself carries the annotation. What it inherits does not
	 * count, because interfaces are checked separately.
	 */
	private static boolean isAnnotated(AnnotatedElement element) {
		return element.getDeclaredAnnotations().length > 0
				&& AnnotatedElementUtils.isAnnotated(element, CacheStrategy.class);
	}

	private static RefusedStrategyException refused(String where, String beanName, String reason) {
		return new RefusedStrategyException(where + " (bean '" + beanName + "')",
				new Refusal(reason, StringUtils.capitalize(OTHERWISE)));
	}

}
