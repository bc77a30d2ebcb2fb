package dev.accelerate.autoconfigure;

import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.Members;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.RefusedMembers;
import dev.accelerate.strategy.RefusedStrategyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;

import static dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.statuses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RepositoryConfiguration} with repositories that start later than the
 * application.
 */
class RepositoryStartTests {

	private final ApplicationContextRunner runner = ApplicationWithoutRepository.runner();

	private final ApplicationContextRunner application = AnnotatedRepositoryApplication.application();

	@Test
	void worksWithLazyInitialization() {
		this.application.withPropertyValues("spring.main.lazy-initialization=true")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL));
	}

	@ParameterizedTest
	@ValueSource(classes = { DeferredRepositories.class, LazyRepositories.class })
	void worksWithRepositoriesThatStartLater(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration)
			.run((context) -> assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL));
	}

	@Test
	void deferredRepositoriesAreStillRefusedAtStartup() {
		this.runner.withUserConfiguration(DeferredRefusedRepositories.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RefusedStrategyException.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, bootstrapMode = BootstrapMode.DEFERRED,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
	static class DeferredRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, bootstrapMode = BootstrapMode.DEFERRED,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = RefusedMembers.class))
	static class DeferredRefusedRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, bootstrapMode = BootstrapMode.LAZY,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
	static class LazyRepositories {

	}

}
