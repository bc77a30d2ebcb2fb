package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.provider.PersistenceProvider;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.query.DefaultJpaQueryMethodFactory;
import org.springframework.data.jpa.repository.query.JpaQueryMethod;
import org.springframework.data.jpa.repository.query.JpaQueryMethodFactory;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link EnvelopeQueryMethodFactory} beside a factory of the application's own, wherever
 * that was set.
 */
class EnvelopeQueryMethodFactoryTests {

	@ParameterizedTest
	@ValueSource(classes = { AsABean.class, ByAFactoryBean.class, ByACustomizer.class })
	void theOwnFactoryIsAskedForAllThatItCanMake(Class<?> configuration) {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2, configuration)) {
			Map<String, RepositoryMetadata> asked = context.getBean(OwnFactory.class).asked;
			assertThat(asked).containsOnlyKeys("findByName", "findByEmail", "findDynamicByEmail",
					"findPlainDynamicByEmail");
			assertThat(asked.get("findByName")).isNotInstanceOf(EnvelopeRepositoryMetadata.class);
			assertThat(asked.get("findByEmail")).isInstanceOf(EnvelopeRepositoryMetadata.class);
			assertQueriesWork(context.getBean(Members.class));
		}
	}

	private static void assertQueriesWork(Members members) {
		members.save(new Member("alice", "alice@example.org", null));
		assertThat(members.findByName("alice")).hasSize(1);
		assertThat(members.findByEmail("alice@example.org").data()).hasSize(1);
		assertThat(members.findByNameAndEmail("alice", CacheOptions.ofTtl(5), "alice@example.org")).hasSize(1);
		assertThat(members.findDynamicByEmail("alice@example.org", Member.class).data()).hasSize(1);
		assertThat(members.findPlainDynamicByEmail("alice@example.org", Member.class)).hasSize(1);
	}

	static class OwnFactory implements JpaQueryMethodFactory {

		private final Map<String, RepositoryMetadata> asked = new LinkedHashMap<>();

		@Override
		public JpaQueryMethod build(Method method, RepositoryMetadata metadata, ProjectionFactory projections) {
			this.asked.put(method.getName(), metadata);
			return new DefaultJpaQueryMethodFactory(PersistenceProvider.HIBERNATE).build(method, metadata, projections);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
	static class AsABean {

		@Bean
		OwnFactory ownFactory() {
			return new OwnFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, repositoryFactoryBeanClass = OwnFactoryBean.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
	static class ByAFactoryBean {

		@Bean(autowireCandidate = false)
		OwnFactory ownFactory() {
			return new OwnFactory();
		}

	}

	static class OwnFactoryBean<R extends Repository<T, I>, T, I> extends JpaRepositoryFactoryBean<R, T, I> {

		private OwnFactory ownFactory;

		OwnFactoryBean(Class<? extends R> type) {
			super(type);
		}

		@Override
		public void setBeanFactory(BeanFactory beanFactory) {
			super.setBeanFactory(beanFactory);
			this.ownFactory = beanFactory.getBean(OwnFactory.class);
		}

		@Override
		protected RepositoryFactorySupport createRepositoryFactory(EntityManager entityManager) {
			RepositoryFactorySupport factory = super.createRepositoryFactory(entityManager);
			((JpaRepositoryFactory) factory).setQueryMethodFactory(this.ownFactory);
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
	static class ByACustomizer {

		@Bean(autowireCandidate = false)
		static OwnFactory ownFactory() {
			return new OwnFactory();
		}

		@Bean
		static BeanPostProcessor lateCustomizer(BeanFactory beans) {
			return new LateCustomizer(beans);
		}

	}

	/**
	 * Post-processors of this kind come after all others.
	 */
	record LateCustomizer(BeanFactory beans) implements MergedBeanDefinitionPostProcessor {

		@Override
		public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String beanName) {
		}

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof JpaRepositoryFactoryBean<?, ?, ?> factoryBean) {
				factoryBean.addRepositoryFactoryCustomizer((factory) -> ((JpaRepositoryFactory) factory)
					.setQueryMethodFactory(this.beans.getBean(OwnFactory.class)));
			}
			return bean;
		}

	}

	interface Members extends Repository<Member, Long> {

		void save(Member member);

		List<Member> findByName(String name);

		Accelerated<List<Member>> findByEmail(String email);

		List<Member> findByNameAndEmail(String name, CacheOptions options, String email);

		<T> Accelerated<List<T>> findDynamicByEmail(String email, Class<T> type);

		<T> List<T> findPlainDynamicByEmail(String email, Class<T> type);

	}

}
