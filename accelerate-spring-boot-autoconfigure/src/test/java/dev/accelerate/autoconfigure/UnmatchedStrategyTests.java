package dev.accelerate.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.accelerate.autoconfigure.ApplicationWithoutRepository.AdvancedTime;
import dev.accelerate.autoconfigure.PlainRepositoryApplication.PlainMembers;
import dev.accelerate.testing.domain.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.config.BootstrapMode;

import static dev.accelerate.autoconfigure.PlainRepositoryApplication.assertTtl;
import static dev.accelerate.autoconfigure.PlainRepositoryApplication.withEnvironment;
import static dev.accelerate.autoconfigure.StartupFailure.analysis;
import static dev.accelerate.autoconfigure.StartupFailure.firstAnalysis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnboundStrategies}: names of strategies that match no method, or set nothing.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnmatchedStrategyTests {

	private final ApplicationContextRunner runner = ApplicationWithoutRepository.runner();

	private final ApplicationContextRunner application = PlainRepositoryApplication.application();

	@Test
	void entryThatMatchesNothingIsAWarningWithTheNearestNames(CapturedOutput output) {
		this.application
			.withPropertyValues("accelerate.strategies.PlainMembers.findByNam.ttl=60",
					"accelerate.strategies.PlainMembers.findByName.ttl=60")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output.getOut().lines().filter((line) -> line.contains("matches no method"))).singleElement()
					.asString()
					.contains("WARN")
					.contains("accelerate.strategies.PlainMembers.findByNam matches no method of any repository. "
							+ "The nearest names are [PlainMembers.findByName, ");
			});
	}

	@Test
	void warningLeavesTheNearestNamesOutWhereThereAreNone(CapturedOutput output) {
		this.runner
			.withPropertyValues("spring.data.jpa.repositories.enabled=false",
					"accelerate.strategies[com.example.UserRepository].findByName.ttl=60")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output.getOut().lines().filter((line) -> line.contains("matches no method"))).singleElement()
					.asString()
					.endsWith("accelerate.strategies[com.example.UserRepository].findByName matches no method of any "
							+ "repository.");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			com.example.UserRepository.findByName.ttl | accelerate.strategies[com.example.UserRepository].findByName.ttl
			com.example.UserRepository[*].ttl | accelerate.strategies[com.example.UserRepository][*].ttl
			com.example.UserRepository.findByName.tll | accelerate.strategies[com.example.UserRepository].findByName.tll
			PlainMembers.findByName.tll |
			PlainMembers.findByName[tll] |
			""")
	void nameThatSetsNothingIsAWarning(String name, @Nullable String hint, CapturedOutput output) {
		this.application
			.withPropertyValues("accelerate.strategies." + name + "=60",
					"accelerate.strategies.PlainMembers.findByName.swr=60")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output.getOut().lines().filter((line) -> line.contains("sets nothing"))).singleElement()
					.asString()
					.contains("WARN")
					.contains("accelerate.strategies." + name + " sets nothing: a strategy is "
							+ "accelerate.strategies.<Repository>.<method> with ttl, swr, tags or enabled.")
					.endsWith((hint != null) ? "The full name of a repository is written in brackets: " + hint
							: "enabled.");
			});
	}

	@Test
	void nameThatSetsNothingIsNoWarningWhenDisabled(CapturedOutput output) {
		this.application.withPropertyValues("accelerate.enabled=false", "accelerate.strategies.a.b.c.d=60")
			.run((context) -> assertThat(output).doesNotContain("sets nothing"));
	}

	@Test
	void namesThatSetSomethingAreNoWarning(CapturedOutput output) {
		withEnvironment(Map.of("ACCELERATE_STRATEGIES_PLAINMEMBERS_FINDBYNAME_TTL", "",
				"ACCELERATE_STRATEGIES_PLAINMEMBERS_FINDBYNAME_TAGS_0", "one",
				"ACCELERATE_STRATEGIES_PLAINMEMBERS_DELETEBYNAME_ENABLED", "false"))
			.withPropertyValues("accelerate.strategies.PlainMembers.findByName.ttl=60", "test.swr=1m",
					"accelerate.strategies.PlainMembers.findByName.tags[0]=two",
					"accelerate.strategies.PlainMembers.findByName.tags[1]=three",
					"accelerate.strategies.PlainMembers.findByName.tags[2]=four",
					"accelerate.strategies.plainmembers.findByName.swr=${test.swr}",
					"accelerate.strategies[" + PlainMembers.class.getName() + "][*].tags=a,b",
					"accelerate.strategies[*][*].swr=")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain("sets nothing");
			});
	}

	@ParameterizedTest
	@CsvSource({ "PlainMembers.*, .plainmembers", "*.findByName, .findbyname", "*.*, ''",
			"PlainMembers, .plainmembers" })
	void nameThatBindsToNoStrategyIsAnalyzed(String name, String read) {
		this.application.withPropertyValues("accelerate.strategies." + name + ".ttl=60").run((context) -> {
			FailureAnalysis analysis = firstAnalysis(context);
			assertThat(analysis.getDescription()).contains("sets no attribute of a strategy")
				.contains("that Spring Boot reads as 'accelerate.strategies" + read + ".ttl'")
				.contains("Spring Boot drops asterisks and other special characters outside brackets");
			assertThat(analysis.getAction()).contains("need brackets")
				.contains("accelerate.strategies[com.example.UserRepository].findByName.ttl");
		});
	}

	@Test
	void entryForARepositoryThatIsNotCreatedYetIsNoWarning(CapturedOutput output) {
		this.runner.withUserConfiguration(AdvancedTime.class, LazyRepositories.class)
			.withPropertyValues("accelerate.strategies.PlainMembers.findByName.ttl=5",
					"accelerate.strategies.[" + PlainMembers.class.getName() + "][*].swr=0",
					"accelerate.strategies.[*].findByName.swr=0", "accelerate.strategies.PlainMembers.findByNam.ttl=60")
			.run((context) -> {
				assertThat(context.getBeanNamesForType(PlainMembers.class, true, false)).isNotEmpty()
					.noneMatch(context.getBeanFactory()::containsSingleton);
				assertThat(output.getOut().lines().filter((line) -> line.contains("matches no method"))).singleElement()
					.asString()
					.contains("accelerate.strategies.PlainMembers.findByNam matches no method of any repository. "
							+ "The nearest names are [PlainMembers.findByName, ");
				assertTtl(context, 5);
			});
	}

	@Test
	void entryForARepositoryMadeByHandIsNoWarning(CapturedOutput output) {
		this.application.withUserConfiguration(HandmadeRepository.class)
			.withPropertyValues("accelerate.strategies.Handmade.findByEmail.ttl=5")
			.run((context) -> {
				assertThat(context.getBeanFactory().containsSingleton("handmade")).isFalse();
				assertThat(output).doesNotContain("matches no method");
				assertThat(context.getBean(Handmade.class).findByEmail("nobody")).isEmpty();
			});
	}

	@Test
	void warningSaysSoWhereSomeRepositoriesAreNotKnown(CapturedOutput output) {
		this.application.withUserConfiguration(UndeclaredRepository.class)
			.withPropertyValues("accelerate.strategies.Handmade.findByEmail.ttl=5")
			.run((context) -> {
				assertThat(context.getBeanFactory().containsSingleton("handmade")).isFalse();
				assertThat(output).contains("accelerate.strategies.Handmade.findByEmail matches no method of the "
						+ "repositories known so far. [handmade] are known only once they are created. The nearest");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, bootstrapMode = BootstrapMode.LAZY,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = PlainMembers.class))
	static class LazyRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	static class HandmadeRepository {

		@Bean
		@Lazy
		static JpaRepositoryFactoryBean<Handmade, Member, Long> handmade() {
			return new JpaRepositoryFactoryBean<>(Handmade.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UndeclaredRepository {

		@Bean
		@Lazy
		@SuppressWarnings("rawtypes")
		static JpaRepositoryFactoryBean handmade() {
			return new JpaRepositoryFactoryBean<>(Handmade.class);
		}

	}

	interface Handmade extends Repository<Member, Long> {

		List<Member> findByEmail(String email);

	}

}
