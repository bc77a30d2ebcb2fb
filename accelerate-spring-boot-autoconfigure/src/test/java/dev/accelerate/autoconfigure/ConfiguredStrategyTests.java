package dev.accelerate.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.autoconfigure.PlainRepositoryApplication.PlainMembers;
import dev.accelerate.strategy.ConfiguredStrategies;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;

import static dev.accelerate.autoconfigure.PlainRepositoryApplication.assertTtl;
import static dev.accelerate.autoconfigure.PlainRepositoryApplication.status;
import static dev.accelerate.autoconfigure.PlainRepositoryApplication.withEnvironment;
import static dev.accelerate.autoconfigure.StartupFailure.analysis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ConfiguredStrategies} in an application: strategies that are set by properties.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfiguredStrategyTests {

	private final ApplicationContextRunner runner = ApplicationWithoutRepository.runner();

	private final ApplicationContextRunner application = PlainRepositoryApplication.application();

	@ParameterizedTest
	@CsvSource({ "60, 60", "2s, 2", "1m, 60" })
	void plainNumbersAreSeconds(String ttl, int seconds) {
		this.application.withPropertyValues("accelerate.strategies.PlainMembers.findByName.ttl=" + ttl)
			.run((context) -> assertTtl(context, seconds));
	}

	@ParameterizedTest
	@MethodSource("names")
	void namesMatch(String name) {
		this.application
			.withPropertyValues("accelerate.strategies" + (name.startsWith("[") ? "" : ".") + name + ".ttl=5")
			.run((context) -> assertTtl(context, 5));
	}

	static List<String> names() {
		return List.of("PlainMembers.findByName", "plainmembers.findbyname", "PLAINMEMBERS.FINDBYNAME",
				"[" + PlainMembers.class.getName() + "].findByName", "PlainMembers[findByName]", "[PlainMembers][*]",
				"PlainMembers[*]", "[*].findByName", "[*][*]");
	}

	@Test
	void environmentVariablesMatch(CapturedOutput output) {
		withEnvironment(Map.of("ACCELERATE_STRATEGIES_PLAINMEMBERS_FINDBYNAME_TTL", "60",
				"ACCELERATE_STRATEGIES_PLAINMEMBERS_FINDBYNAME_TAGS", "one,two"))
			.run((context) -> {
				assertTtl(context, 60);
				context.getBean(AccelerateOperations.class).invalidate("two");
				assertThat(status(context)).isEqualTo(CacheStatus.MISS);
				assertThat(output).doesNotContain("matches no method");
			});
	}

	@Test
	void environmentVariableOverridesOneAttributeOfAFile() {
		withEnvironment(Map.of("ACCELERATE_STRATEGIES_PLAINMEMBERS_FINDBYNAME_TTL", "7"))
			.withPropertyValues("accelerate.strategies.PlainMembers.findByName.ttl=60",
					"accelerate.strategies.PlainMembers.findByName.tags=kept")
			.run((context) -> {
				assertTtl(context, 7);
				context.getBean(AccelerateOperations.class).invalidate("kept");
				assertThat(status(context)).isEqualTo(CacheStatus.MISS);
			});
	}

	@Test
	void fullNameGoesBeforeTheSimpleOneInEachAttribute(CapturedOutput output) {
		this.application
			.withPropertyValues("accelerate.strategies.[" + PlainMembers.class.getName() + "].findByName.ttl=5",
					"accelerate.strategies.PlainMembers.findByName.ttl=60",
					"accelerate.strategies.PlainMembers.findByName.tags=simple")
			.run((context) -> {
				assertTtl(context, 5);
				context.getBean(AccelerateOperations.class).invalidate("simple");
				assertThat(status(context)).isEqualTo(CacheStatus.MISS);
				assertThat(output).doesNotContain("matches no method");
			});
	}

	@Test
	void exactPropertyIsExplicitAndRefusedWhereImpossible() {
		this.application.withPropertyValues("accelerate.strategies.PlainMembers.deleteByName.ttl=60")
			.run((context) -> assertThat(analysis(context).getDescription()).contains("P6005")
				.contains(PlainMembers.class.getName() + ".deleteByName(String), by "
						+ "accelerate.strategies.PlainMembers.deleteByName")
				.contains("it deletes"));
		this.application.withPropertyValues("accelerate.strategies.plainmembers.DeleteByName.ttl=60")
			.run((context) -> assertThat(analysis(context).getAction())
				.isEqualTo("Remove accelerate.strategies.plainmembers.DeleteByName."));
		this.application
			.withPropertyValues("accelerate.strategies[" + PlainMembers.class.getName() + "].deleteByName.ttl=60")
			.run((context) -> assertThat(analysis(context).getAction())
				.isEqualTo("Remove accelerate.strategies[" + PlainMembers.class.getName() + "].deleteByName."));
		this.runner.withUserConfiguration(AnnotatedWriteRepositories.class)
			.withPropertyValues("accelerate.strategies.AnnotatedWrite.deleteByName.ttl=60")
			.run((context) -> assertThat(analysis(context).getAction())
				.isEqualTo("Remove @CacheStrategy from it, and accelerate.strategies.AnnotatedWrite.deleteByName."));
		this.application.withPropertyValues("accelerate.strategies.PlainMembers[*].ttl=60")
			.run((context) -> assertTtl(context, 60));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			accelerate.strategies.PlainMembers.findByName.tags=a | neither ttl nor swr
			accelerate.strategies.PlainMembers.findByName.ttl=0 | neither ttl nor swr
			""")
	void strategyWithoutAWindowIsRefused(String property, String reason) {
		this.application.withPropertyValues(property)
			.run((context) -> assertThat(analysis(context).getDescription()).contains(reason));
	}

	@Test
	void malformedTagIsRefused() {
		this.application
			.withPropertyValues("accelerate.strategies.PlainMembers.findByName.ttl=5",
					"accelerate.strategies.PlainMembers.findByName.tags=a-b")
			.run((context) -> assertThat(analysis(context).getDescription()).contains("the tag 'a-b' is malformed"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = AnnotatedWrite.class))
	static class AnnotatedWriteRepositories {

	}

	interface AnnotatedWrite extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		void deleteByName(String name);

	}

}
