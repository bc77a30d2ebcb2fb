package dev.accelerate.jpa;

import java.util.List;
import java.util.stream.Stream;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.jpa.callback.Callbacks;
import dev.accelerate.jpa.callback.Callbacks.Plain;
import dev.accelerate.jpa.snapshot.CallbackWatch;
import dev.accelerate.testing.RecordedFailures;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Interceptor;
import org.hibernate.cfg.SessionEventSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PreLoadEvent;
import org.hibernate.event.spi.PreLoadEventListener;
import org.hibernate.type.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CallbackWatch} with listeners of Hibernate's own events, and interceptors: what
 * they do to the entities of a query is there on every read, because what they changed is
 * not stored.
 */
class LoadListenerTests {

	static Stream<Class<?>> listening() {
		return Stream.of(OnPostLoad.class, InPlaceOfPostLoad.class, OnPreLoad.class, ByInterceptor.class,
				BySessionInterceptor.class);
	}

	@ParameterizedTest
	@MethodSource("listening")
	void whatAListenerDoesToAnEntityIsThereOnEveryRead(Class<?> listening) {
		try (ConfigurableApplicationContext context = run(listening)) {
			PlainRepository plains = context.getBean(PlainRepository.class);
			for (int i = 1; i <= 2; i++) {
				assertThat(plains.plains().get(0).seenBy).isEqualTo("listener");
				assertThat(context.getBean(RecordedFailures.class).messages()).hasSize(i);
			}
			assertThat(context.getBean(RecordedFailures.class).messages().get(0))
				.contains(LoadListenerTests.class.getName())
				.contains("@PostLoad");
			plains.ids();
			assertThat(statusOf(context, plains::ids)).isEqualTo(CacheStatus.TTL);
		}
	}

	@Test
	void interceptorThatDoesNotListenToLoadsChangesNothing() {
		try (ConfigurableApplicationContext context = run(ByOtherInterceptor.class)) {
			PlainRepository plains = context.getBean(PlainRepository.class);
			plains.plains();
			assertThat(statusOf(context, plains::plains)).isEqualTo(CacheStatus.TTL);
		}
	}

	private static ConfigurableApplicationContext run(Class<?> configuration) {
		ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2, configuration);
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> context.getBean(EntityManager.class).persist(new Plain()));
		return context;
	}

	private static void mark(Object entity) {
		((Plain) entity).seenBy = "listener";
	}

	@CacheStrategy(ttl = 60)
	interface PlainRepository extends JpaRepository<Plain, Long> {

		@Query("select p from Plain p")
		List<Plain> plains();

		@Query("select p.id from Plain p")
		List<Long> ids();

	}

	@Import(RecordedFailures.class)
	@EntityScan(basePackageClasses = Callbacks.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = PlainRepository.class))
	static class Configured {

	}

	@Configuration(proxyBeanMethods = false)
	static class OnPostLoad extends Configured {

		OnPostLoad(EntityManagerFactory factory) {
			factory.unwrap(SessionFactoryImplementor.class)
				.getEventEngine()
				.getListenerRegistry()
				.appendListeners(EventType.POST_LOAD, new Marking());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InPlaceOfPostLoad extends Configured {

		InPlaceOfPostLoad(EntityManagerFactory factory) {
			factory.unwrap(SessionFactoryImplementor.class)
				.getEventEngine()
				.getListenerRegistry()
				.setListeners(EventType.POST_LOAD, new Marking());
		}

	}

	static class Marking implements PostLoadEventListener {

		@Override
		public void onPostLoad(PostLoadEvent event) {
			mark(event.getEntity());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnPreLoad extends Configured {

		OnPreLoad(EntityManagerFactory factory) {
			factory.unwrap(SessionFactoryImplementor.class)
				.getEventEngine()
				.getListenerRegistry()
				.appendListeners(EventType.PRE_LOAD, new MarkingBefore());
		}

	}

	static class MarkingBefore implements PreLoadEventListener {

		@Override
		public void onPreLoad(PreLoadEvent event) {
			mark(event.getEntity());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByInterceptor extends Configured {

		@Bean
		HibernatePropertiesCustomizer interceptor() {
			return (properties) -> properties.put(SessionEventSettings.INTERCEPTOR, new MarkingInterceptor());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BySessionInterceptor extends Configured {

		@Bean
		HibernatePropertiesCustomizer interceptor() {
			return (properties) -> properties.put(SessionEventSettings.SESSION_SCOPED_INTERCEPTOR,
					MarkingInterceptor.class);
		}

	}

	public static class MarkingInterceptor implements Interceptor {

		@Override
		public boolean onLoad(Object entity, Object id, Object[] state, String[] names, Type[] types) {
			mark(entity);
			return false;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByOtherInterceptor extends Configured {

		@Bean
		HibernatePropertiesCustomizer interceptor() {
			return (properties) -> properties.put(SessionEventSettings.INTERCEPTOR, new OtherInterceptor());
		}

	}

	static class OtherInterceptor implements Interceptor {

		@Override
		public boolean onPersist(Object entity, Object id, Object[] state, String[] names, Type[] types) {
			return false;
		}

	}

}
