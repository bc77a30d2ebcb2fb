package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Arrays;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.data.jpa.repository.aot.JpaRepositoryContributor;
import org.springframework.data.jpa.repository.config.JpaRepositoryConfigExtension.JpaRepositoryRegistrationAotProcessor;
import org.springframework.data.repository.aot.generate.MethodContributor;
import org.springframework.data.repository.config.AotRepositoryContext;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.util.ClassUtils;

/**
 * {@link BeanFactoryInitializationAotProcessor} that keeps Spring Data from generating
 * the code of methods that return {@link Accelerated} or take {@link CacheOptions}. It
 * does not know either, and does not ask the {@link EnvelopeQueryMethodFactory}. Such
 * methods stay query methods, which are set up when the application starts.
 * <p>
 * The processor of Spring Data is a bean, which runs after this one. It is replaced by
 * one that differs in nothing else. One of the application is left as it is.
 */
final class EnvelopeAotProcessor implements BeanFactoryInitializationAotProcessor, Ordered {

	/**
	 * Name of the class that is replaced. Applications without Spring Data JPA lack it.
	 */
	private static final String REPLACED = "org.springframework.data.jpa.repository.config."
			+ "JpaRepositoryConfigExtension$JpaRepositoryRegistrationAotProcessor";

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beans) {
		if (beans instanceof BeanDefinitionRegistry registry
				&& ClassUtils.isPresent(REPLACED, beans.getBeanClassLoader())) {
			for (String name : registry.getBeanDefinitionNames()) {
				BeanDefinition definition = registry.getBeanDefinition(name);
				if (REPLACED.equals(definition.getBeanClassName())) {
					RootBeanDefinition replacement = new RootBeanDefinition(RegistrationProcessor.class);
					replacement.setPropertyValues(definition.getPropertyValues());
					replacement.setRole(definition.getRole());
					registry.removeBeanDefinition(name);
					registry.registerBeanDefinition(name, replacement);
				}
			}
		}
		return null;
	}

	/**
	 * Processor of the beans that are repositories. It is not part of the running
	 * application, as that of Spring Data is not.
	 */
	static final class RegistrationProcessor extends JpaRepositoryRegistrationAotProcessor {

		@Override
		protected @Nullable JpaRepositoryContributor contributeAotRepository(AotRepositoryContext context) {
			JpaRepositoryContributor contributor = super.contributeAotRepository(context);
			return (contributor != null) ? new Contributor(context, contributor.getEntityManagerFactory()) : null;
		}

	}

	/**
	 * Contributor of the generated code of one repository.
	 */
	private static final class Contributor extends JpaRepositoryContributor {

		Contributor(AotRepositoryContext context, EntityManagerFactory entityManagerFactory) {
			super(context, entityManagerFactory);
		}

		@Override
		protected @Nullable MethodContributor<? extends QueryMethod> contributeQueryMethod(Method method) {
			boolean envelope = method.getReturnType() == Accelerated.class
					|| Arrays.asList(method.getParameterTypes()).contains(CacheOptions.class);
			return envelope ? null : super.contributeQueryMethod(method);
		}

	}

}
