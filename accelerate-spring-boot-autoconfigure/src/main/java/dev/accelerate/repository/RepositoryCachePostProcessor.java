package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.PersistenceUnitResolver;
import dev.accelerate.strategy.NamedQueryTexts;
import dev.accelerate.beans.EarlyPostProcessor;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.jpa.provider.PersistenceProvider;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link BeanPostProcessor} that sets up every JPA repository: it puts the
 * {@link CacheInterceptor} first into its proxy, and lets its query methods return
 * envelopes.
 */
public final class RepositoryCachePostProcessor extends EarlyPostProcessor {

	private final SingletonSupplier<RepositoryMethodFactory> methods;

	private final SingletonSupplier<CacheAdvisorFactory> interceptors;

	private final SingletonSupplier<PersistenceUnitResolver> units;

	private final Set<Object> entered = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	/**
	 * Creates a post-processor. The suppliers are not called before the first repository
	 * is created.
	 * @param methods supplies the factory of methods
	 * @param interceptors supplies the factory of advisors
	 * @param units supplies what finds the persistence unit of an entity manager factory
	 */
	public RepositoryCachePostProcessor(Supplier<RepositoryMethodFactory> methods,
			Supplier<CacheAdvisorFactory> interceptors, Supplier<PersistenceUnitResolver> units) {
		this.methods = SingletonSupplier.of(methods);
		this.interceptors = SingletonSupplier.of(interceptors);
		this.units = SingletonSupplier.of(units);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof JpaRepositoryFactoryBean<?, ?, ?> factoryBean) {
			this.entered.add(factoryBean);
			factoryBean.addRepositoryFactoryCustomizer((factory) -> new Entry(beanName).into(factory, factoryBean));
		}
		return bean;
	}

	/**
	 * Returns whether a repository was created before it could be set up.
	 */
	boolean hasMissed(JpaRepositoryFactoryBean<?, ?, ?> factoryBean) {
		return !this.entered.contains(factoryBean);
	}

	/**
	 * Returns nothing, since the strategies of a repository ask whether it was missed.
	 */
	@Override
	protected String missed(Object bean, String beanName) {
		return "";
	}

	/**
	 * Setup of one repository. Its entity manager becomes known when the fragments are
	 * asked for, which is after all customizers and before the query methods and the
	 * proxy are made.
	 */
	private final class Entry {

		private final String beanName;

		private @Nullable EntityManager entityManager;

		Entry(String beanName) {
			this.beanName = beanName;
		}

		void into(RepositoryFactorySupport factory, JpaRepositoryFactoryBean<?, ?, ?> factoryBean) {
			if (!(factory instanceof JpaRepositoryFactory jpa)) {
				return;
			}
			var fragments = factoryBean.getRepositoryFragmentsContributor();
			jpa.setFragmentsContributor(new EntityManagerCapturingContributor(fragments, (found) -> {
				this.entityManager = found;
				EnvelopeQueryMethodFactory.into(jpa, PersistenceProvider.fromEntityManager(found));
			}));
			CacheAdvisorFactory interceptors = RepositoryCachePostProcessor.this.interceptors.obtain();
			jpa.addRepositoryProxyPostProcessor((proxy, repository) -> methods(proxy, repository, factoryBean)
				.forEach((method, known) -> proxy.addAdvisor(0, interceptors.advisor(method, known))));
		}

		private Map<Method, RepositoryMethod> methods(ProxyFactory proxy, RepositoryInformation repository,
				JpaRepositoryFactoryBean<?, ?, ?> factoryBean) {
			PersistenceUnit unit = RepositoryCachePostProcessor.this.units.obtain()
				.resolve(entityManager().getEntityManagerFactory());
			return RepositoryCachePostProcessor.this.methods.obtain()
				.of(repository, this.beanName, unit, NamedQueryTexts.of(factoryBean), proxy);
		}

		private EntityManager entityManager() {
			EntityManager entityManager = this.entityManager;
			Assert.state(entityManager != null, "The fragments of the repository have not been asked for");
			return entityManager;
		}

	}

}
