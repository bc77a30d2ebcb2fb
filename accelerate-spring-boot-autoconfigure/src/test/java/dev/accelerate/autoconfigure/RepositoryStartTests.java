package dev.accelerate.autoconfigure;

import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.MembersApplication.Members;
import dev.accelerate.autoconfigure.MembersApplication.RefusedMembers;
import dev.accelerate.repository.RefusedStrategyException;
import dev.accelerate.test.MutableTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;

import static dev.accelerate.autoconfigure.MembersApplication.statuses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Repositories that start later than the application.
 */
class RepositoryStartTests {

	private final ApplicationContextRunner runner = MembersApplication.runner();

	private final ApplicationContextRunner application = MembersApplication.application();

	@Test
	void worksWithLazyInitialization() {
		this.application.withPropertyValues("spring.main.lazy-initialization=true")
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor(new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
			.withBean(MutableTime.class)
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
