package dev.accelerate.repository;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.TypedStringValue;
import org.springframework.transaction.TransactionManager;

/**
 * Finder of the transaction managers of repositories: the one that a method names, or
 * else the one that {@code @EnableJpaRepositories} names.
 */
final class TransactionManagerFinder {

	private final ConfigurableListableBeanFactory beans;

	TransactionManagerFinder(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Returns the transaction managers that a method may use.
	 * @param repository the name of the repository's bean
	 * @param qualifier the name or qualifier that the method declares, if it does
	 * @return the manager, if there is one; all of them if neither the method nor the
	 * repository names one
	 */
	Stream<TransactionManager> find(String repository, @Nullable String qualifier) {
		String name = name(repository, qualifier);
		if (name == null) {
			return this.beans.getBeanProvider(TransactionManager.class).stream();
		}
		try {
			return Stream
				.of(BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beans, TransactionManager.class, name));
		}
		catch (NoSuchBeanDefinitionException ex) {
			return Stream.empty();
		}
	}

	/**
	 * Describes which transaction managers were looked for.
	 */
	String describe(String repository, @Nullable String qualifier) {
		String name = name(repository, qualifier);
		return (name != null) ? "'" + name + "'" : "none of the beans";
	}

	private @Nullable String name(String repository, @Nullable String qualifier) {
		return (qualifier != null && !qualifier.isBlank()) ? qualifier : reference(repository);
	}

	/**
	 * Returns the {@code transactionManagerRef} of a repository, which only the
	 * definition of its bean holds.
	 */
	private @Nullable String reference(String repository) {
		if (!this.beans.containsBeanDefinition(repository)) {
			return null;
		}
		Object reference = this.beans.getMergedBeanDefinition(repository).getPropertyValues().get("transactionManager");
		if (reference instanceof TypedStringValue typed) {
			return typed.getValue();
		}
		return (reference != null) ? reference.toString() : null;
	}

}
