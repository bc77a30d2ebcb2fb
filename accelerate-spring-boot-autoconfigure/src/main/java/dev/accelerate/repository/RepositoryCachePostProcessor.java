package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.core.CallOptions;
import dev.accelerate.core.InfoRecorder;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.PersistenceUnitResolver;
import dev.accelerate.core.QueryCache;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.jpa.provider.PersistenceProvider;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.util.Assert;

/**
 * {@link BeanPostProcessor} that enters every JPA repository: it puts the
 * {@link CacheInterceptor} first into its proxy, and lets its query methods return
 * envelopes.
 */
public final class RepositoryCachePostProcessor implements BeanPostProcessor {

	private final Supplier<QueryPlanSource> plans;

	private final Supplier<QueryCache> cache;

	private final Supplier<InfoRecorder> recorder;

	private final Supplier<CallOptions> callOptions;

	private final Supplier<PersistenceUnitResolver> units;

	/**
	 * Create a post-processor. Nothing is asked of the suppliers before the first
	 * repository is created.
	 * @param plans supplies the source of plans
	 * @param cache supplies the cache
	 * @param recorder supplies the recorder of how calls are answered
	 * @param callOptions supplies the options that threads have set
	 * @param units supplies what finds the persistence unit of an entity manager factory
	 */
	public RepositoryCachePostProcessor(Supplier<QueryPlanSource> plans, Supplier<QueryCache> cache,
			Supplier<InfoRecorder> recorder, Supplier<CallOptions> callOptions,
			Supplier<PersistenceUnitResolver> units) {
		this.plans = plans;
		this.cache = cache;
		this.recorder = recorder;
		this.callOptions = callOptions;
		this.units = units;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof JpaRepositoryFactoryBean<?, ?, ?> factoryBean) {
			factoryBean.addRepositoryFactoryCustomizer((factory) -> new Entry(beanName).into(factory, factoryBean));
		}
		return bean;
	}

	/**
	 * Way into one repository. The entity manager is learnt when the fragments are asked
	 * for, which is after all customizers and before the query methods and the proxy are
	 * made.
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
			jpa.setFragmentsContributor(new EntityManagerObserver(fragments, (found) -> {
				this.entityManager = found;
				EnvelopeQueryMethodFactory.into(jpa, PersistenceProvider.fromEntityManager(found));
			}));
			jpa.addRepositoryProxyPostProcessor((proxy, repository) -> proxy.addAdvisor(0,
					new DefaultPointcutAdvisor(new CacheInterceptor(methods(proxy, repository, factoryBean),
							RepositoryCachePostProcessor.this.cache.get(),
							RepositoryCachePostProcessor.this.recorder.get(),
							RepositoryCachePostProcessor.this.callOptions.get()))));
		}

		private Map<Method, RepositoryMethod> methods(ProxyFactory proxy, RepositoryInformation repository,
				JpaRepositoryFactoryBean<?, ?, ?> factoryBean) {
			PersistenceUnit unit = RepositoryCachePostProcessor.this.units.get()
				.resolve(entityManager().getEntityManagerFactory());
			return RepositoryCachePostProcessor.this.plans.get()
				.methods(repository, this.beanName, unit, NamedQueryTexts.of(factoryBean), proxy);
		}

		private EntityManager entityManager() {
			EntityManager entityManager = this.entityManager;
			Assert.state(entityManager != null, "The fragments of the repository have not been asked for");
			return entityManager;
		}

	}

}
