package dev.accelerate.autoconfigure;

import java.util.Map;
import java.util.stream.Stream;

import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.PlainRepositoryApplication.PlainMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static dev.accelerate.autoconfigure.PlainRepositoryApplication.assertTtl;
import static dev.accelerate.autoconfigure.PlainRepositoryApplication.status;
import static dev.accelerate.autoconfigure.PlainRepositoryApplication.withEnvironment;
import static dev.accelerate.autoconfigure.StartupFailure.analysis;
import static dev.accelerate.autoconfigure.StartupFailure.firstAnalysis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link PropertiesMapper}: values of properties that are out of range, empty, or without
 * end.
 */
class PropertyValueTests {

	private final ApplicationContextRunner application = PlainRepositoryApplication.application();

	@ParameterizedTest
	@ValueSource(strings = { "accelerate.strategies.PlainMembers.findByName.ttl", "accelerate.query-timeout" })
	void valueThatCannotBeConvertedIsLeftToSpringBoot(String name) {
		this.application.withPropertyValues(name + "=soon")
			.run((context) -> assertThat(firstAnalysis(context).getDescription())
				.contains("Failed to bind properties under")
				.contains("soon"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			accelerate.query-timeout | -1 | must not be negative
			accelerate.stale-if-error | -1s | must not be negative
			accelerate.jitter | 1.5 | from 0 to 1
			accelerate.jitter | -0.1 | from 0 to 1
			accelerate.jitter | NaN | from 0 to 1
			accelerate.limits.entry-size | 0 | must be positive
			accelerate.limits.tags-per-query | 0 | must be positive
			accelerate.limits.tags-per-call | 0 | must be positive
			accelerate.invalidation.rate-limit.capacity | 0 | must be positive
			accelerate.refresh.threads | 0 | must be positive
			accelerate.refresh.queue | -1 | must not be negative
			accelerate.refresh.await-termination | -1 | must not be negative
			accelerate.store.maximum-size | 0 | must be positive
			accelerate.default-strategy.ttl | -1 | must not be negative
			accelerate.strategies.PlainMembers[*].swr | -1 | must not be negative
			accelerate.strategies.PlainMembers.findByName.ttl | -1 | must not be negative
			""")
	void valueOutOfRangeIsRefusedByTheNameOfItsProperty(String name, String value, String reason) {
		this.application.withPropertyValues(name + "=" + value)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("'" + name + "'")
				.contains(reason));
	}

	@Test
	void valueOutOfRangeIsAnalyzedWhereItComesFromAnEnvironmentVariable() {
		withEnvironment(Map.of("ACCELERATE_REFRESH_THREADS", "-1")).run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("'accelerate.refresh.threads'").contains("-1");
			assertThat(analysis.getAction()).contains("Correct the value");
		});
	}

	@Test
	void periodOfTheRateLimitMustBePositive() {
		this.application
			.withPropertyValues("accelerate.invalidation.rate-limit.capacity=1",
					"accelerate.invalidation.rate-limit.period=0")
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("'accelerate.invalidation.rate-limit.period'"));
	}

	/**
	 * Spring Boot binds nothing where a value is empty, so the default stays.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "query-timeout", "stale-if-error", "default-strategy.ttl", "default-strategy.swr",
			"default-strategy.tags", "default-strategy.enabled", "strategies.PlainMembers.findByName.ttl",
			"strategies.PlainMembers[*].swr", "strategies.PlainMembers[*].enabled", "limits.entry-size",
			"limits.on-oversize", "invalidation.rate-limit.capacity", "invalidation.rate-limit.period",
			"store.maximum-size", "refresh.await-termination" })
	void emptyValueIsAsIfNotSet(String name) {
		this.application
			.withPropertyValues("accelerate." + name + "=",
					"accelerate.strategies[" + PlainMembers.class.getName() + "].findByName.ttl=5")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertTtl(context, 5);
				assertThat(context.getBean(AccelerateProperties.class)).usingRecursiveComparison()
					.ignoringFields("strategies", "defaultStrategy.tags")
					.isEqualTo(new AccelerateProperties());
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "enabled", "jitter", "limits.tags-per-query", "limits.tags-per-call", "refresh.threads",
			"refresh.queue" })
	void emptyNumberOrFlagIsRefusedBySpringBootByTheNameOfItsProperty(String name) {
		this.application.withPropertyValues("accelerate." + name + "=")
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining("Failed to bind properties under 'accelerate." + name + "' to "));
	}

	@Test
	void emptyWindowHidesThatOfAFile() {
		withEnvironment(Map.of("ACCELERATE_STRATEGIES_PLAINMEMBERS_FINDBYNAME_TTL", ""))
			.withPropertyValues("accelerate.strategies.PlainMembers.findByName.ttl=60",
					"accelerate.strategies[*].findByName.ttl=5")
			.run((context) -> assertTtl(context, 5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "30d", "80000d", "200000d", "9223372036854775807" })
	void absurdlyLongDurationsAreAsGoodAsForever(String duration) {
		this.application
			.withPropertyValues(Stream
				.of("query-timeout", "stale-if-error", "default-strategy.ttl", "default-strategy.swr",
						"invalidation.rate-limit.period", "invalidation.replica-lag", "invalidation.unknown-commit",
						"refresh.await-termination")
				.map((name) -> "accelerate." + name + "=" + duration)
				.toArray(String[]::new))
			.withPropertyValues("accelerate.invalidation.rate-limit.capacity=1")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(status(context)).isEqualTo(CacheStatus.MISS);
				assertThat(status(context)).isEqualTo(CacheStatus.TTL);
			});
	}

}
