package dev.accelerate.autoconfigure;

import java.util.concurrent.Executor;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.AccelerateTemplate;
import dev.accelerate.core.BackgroundRefresh;
import dev.accelerate.core.QueryCache;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.NodeInvalidationLog;
import dev.accelerate.metrics.MicrometerListener;
import dev.accelerate.strategy.QueryPlanSource;
import dev.accelerate.store.LocalEntryCache;
import dev.accelerate.store.SpringCacheEntryStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.jpa.repository.JpaRepository;

import static dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.statuses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AccelerateAutoConfiguration}: its beans, and what they need.
 */
class AccelerateAutoConfigurationTests {

	private final ApplicationContextRunner application = AnnotatedRepositoryApplication.application();

	@Test
	void configuresAllBeans() {
		this.application.run((context) -> {
			assertThat(context).hasSingleBean(QueryCache.class)
				.hasSingleBean(AccelerateTemplate.class)
				.hasSingleBean(AccelerateOperations.class)
				.hasSingleBean(NodeInvalidationLog.class)
				.hasSingleBean(SpringCacheEntryStore.class)
				.hasSingleBean(LocalEntryCache.class)
				.hasSingleBean(TimeSource.class)
				.hasSingleBean(BackgroundRefresh.class)
				.hasSingleBean(QueryPlanSource.class)
				.doesNotHaveBean(MicrometerListener.class);
			assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
		});
	}

	@Test
	void countsNothingWithoutMicrometer() {
		this.application.withClassLoader(new FilteredClassLoader(MeterRegistry.class)).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean("accelerateMicrometerListener");
			assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
		});
	}

	@Test
	void cachesWithoutActuator() {
		this.application
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate",
					"org.springframework.boot.micrometer", "org.springframework.boot.health"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
			});
	}

	@Test
	void countsWithMicrometer() {
		this.application.withBean(SimpleMeterRegistry.class)
			.run((context) -> assertThat(context).hasSingleBean(MicrometerListener.class));
	}

	@Test
	void refusesToStartWithoutCaffeineAndWithoutAnotherStore() {
		this.application.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(AccelerateException.class,
						(refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6001))
				.hasMessageContaining("com.github.ben-manes.caffeine:caffeine")
				.hasMessageContaining("EntryStore"));
	}

	@Test
	void needsNoCaffeineForAnotherStore() {
		this.application.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.withBean(CountingStore.class)
			.run((context) -> assertThat(statuses(context, 1)).containsExactly(CacheStatus.MISS));
	}

	@ParameterizedTest
	@ValueSource(classes = { JpaRepository.class, SessionFactoryImplementor.class })
	void backsOffWithoutSpringDataJpaOrHibernate(Class<?> missing) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AccelerateAutoConfiguration.class, AccelerateMetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean(QueryCache.class)
					.doesNotHaveBean(AccelerateOperations.class)
					.doesNotHaveBean(MicrometerListener.class);
				assertThat(context.getBean(MeterRegistry.class).getMeters()).isEmpty();
			});
	}

	@Test
	void leavesBootsTaskExecutorAlone() {
		this.application
			.run((context) -> assertThat(context).hasBean("applicationTaskExecutor").hasSingleBean(Executor.class));
	}

}
