package dev.accelerate.autoconfigure;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.actuate.AccelerateEndpoint;
import dev.accelerate.actuate.AccelerateEndpointWebExtension;
import dev.accelerate.core.QueryCache;
import dev.accelerate.statistics.StatisticsListener;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateEndpointAutoConfiguration}: when there is an endpoint, and that
 * applications start without the libraries it would use.
 */
class AccelerateEndpointAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=accelerate";

	private final ApplicationContextRunner application = ApplicationWithoutRepository
		.configured(new ApplicationContextRunner())
		.withUserConfiguration(AnnotatedRepositoryApplication.Repositories.class, Imported.class);

	@Test
	void thereIsAnEndpointWhereItIsExposed() {
		this.application.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(AccelerateEndpoint.class)
				.hasSingleBean(AccelerateEndpointWebExtension.class)
				.hasSingleBean(StatisticsListener.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.exposure.include=health",
			"management.endpoint.accelerate.access=NONE", "management.endpoints.access.max-permitted=NONE" })
	void otherwiseNothingIsKept(String property) {
		this.application.withPropertyValues(EXPOSED, property).run(this::assertNoEndpoint);
	}

	@Test
	void withoutActuatorThereIsNothing() {
		this.application.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run(this::assertNoEndpoint);
	}

	private void assertNoEndpoint(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed()
			.hasSingleBean(QueryCache.class)
			.doesNotHaveBean(AccelerateEndpoint.class)
			.doesNotHaveBean(AccelerateEndpointWebExtension.class)
			.doesNotHaveBean(StatisticsListener.class);
	}

	@Test
	void itNeedsNeitherMicrometerNorTheWeb() {
		this.application.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader(MeterRegistry.class, OncePerRequestFilter.class))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				AccelerateEndpoint endpoint = context.getBean(AccelerateEndpoint.class);
				assertThat(endpoint.purge(null, null, null, null, "true", null)).isNotNull();
				assertThat(context).hasSingleBean(AccelerateOperations.class);
			});
	}

	@Test
	void aCacheThatIsSwitchedOffHasAnEmptyOverview() {
		this.application.withPropertyValues(EXPOSED, "accelerate.enabled=false")
			.run((context) -> assertThat(context.getBean(AccelerateEndpoint.class).overview()).isNotNull());
	}

	/**
	 * Import by name, so that conditions which are not there are not asked for, as in an
	 * application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AccelerateEndpointAutoConfiguration.class)
	static class Imported {

	}

}
