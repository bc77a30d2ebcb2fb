package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateInfo;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.test.MutableTime;
import dev.accelerate.test.domain.Member;
import io.github.bucket4j.Bucket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.config.BootstrapMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Strategies and limits that are set by properties, and what is refused of them.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfiguredStrategyTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
				HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
				AccelerateAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create")
		.withUserConfiguration(Application.class);

	private final ApplicationContextRunner application = this.runner.withUserConfiguration(Repositories.class);

	@ParameterizedTest
	@CsvSource({ "60, 60", "2s, 2", "1m, 60" })
	void plainNumbersAreSeconds(String ttl, int seconds) {
		this.application.withPropertyValues("accelerate.strategies.PlainMembers.findByName.ttl=" + ttl)
			.run((context) -> assertTtl(context, seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PlainMembers.findByName", "plainmembers.findbyname", "PLAINMEMBERS.FINDBYNAME",
			"[dev.accelerate.autoconfigure.ConfiguredStrategyTests$PlainMembers].findByName",
			"PlainMembers[findByName]", "[PlainMembers][*]", "PlainMembers[*]", "[*].findByName", "[*][*]" })
	void namesMatch(String name) {
		this.application
			.withPropertyValues("accelerate.strategies" + (name.startsWith("[") ? "" : ".") + name + ".ttl=5")
			.run((context) -> assertTtl(context, 5));
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
		this.application.withPropertyValues(
				"accelerate.strategies.[dev.accelerate.autoconfigure.ConfiguredStrategyTests$PlainMembers].findByName.ttl=5",
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

	@ParameterizedTest
	@ValueSource(strings = { "accelerate.strategies.PlainMembers.findByName.ttl", "accelerate.query-timeout" })
	void valueThatCannotBeConvertedIsLeftToSpringBoot(String name) {
		this.application.withPropertyValues(name + "=soon")
			.run((context) -> assertThat(firstAnalysis(context).getDescription())
				.contains("Failed to bind properties under")
				.contains("soon"));
	}

	@Test
	void entryForARepositoryThatIsNotCreatedYetIsNoWarning(CapturedOutput output) {
		this.runner.withUserConfiguration(LazyRepositories.class)
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

	@Test
	void ambiguousSimpleNameIsRefusedAlsoWhereNoneIsCreatedYet() {
		this.runner.withUserConfiguration(LazyAmbiguousRepositories.class)
			.withPropertyValues("accelerate.strategies.PlainMembers[*].ttl=60")
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("Where: accelerate.strategies.PlainMembers"));
	}

	@Test
	void ambiguousSimpleNameIsRefusedAlsoWhereOneIsCreatedOnly() {
		this.runner.withUserConfiguration(LazyAmbiguousRepositories.class, NeedsOneRepository.class)
			.withPropertyValues("accelerate.strategies.PlainMembers[*].ttl=60")
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("Where: accelerate.strategies.PlainMembers"));
	}

	@Test
	void ambiguousSimpleNameIsRefused() {
		ApplicationContextRunner both = this.runner.withUserConfiguration(AmbiguousRepositories.class);
		both.run((context) -> assertThat(context).hasNotFailed());
		both.withPropertyValues("accelerate.strategies.PlainMembers[*].ttl=60")
			.run((context) -> assertThat(analysis(context)).satisfies((analysis) -> {
				assertThat(analysis.getDescription()).contains("Where: accelerate.strategies.PlainMembers")
					.contains(PlainMembers.class.getName())
					.contains(Other.PlainMembers.class.getName());
				assertThat(analysis.getAction()).contains("Write the full name in brackets");
			}));
		both.withPropertyValues("accelerate.strategies[" + Other.PlainMembers.class.getName() + "][*].ttl=60")
			.run((context) -> assertThat(status(context)).isEqualTo(CacheStatus.NONE));
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

	@Test
	void valueOutOfRangeIsAnalyzedWhereItComesFromAnEnvironmentVariable() {
		withEnvironment(Map.of("ACCELERATE_REFRESH_THREADS", "-1")).run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("'accelerate.refresh.threads'").contains("-1");
			assertThat(analysis.getAction()).contains("Correct the value");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "30d", "80000d", "200000d", "9223372036854775807" })
	void absurdlyLongDurationsAreAsGoodAsForever(String duration) {
		this.application
			.withPropertyValues(Stream
				.of("query-timeout", "stale-if-error", "default-strategy.ttl", "default-strategy.swr",
						"invalidation.rate-limit.period", "invalidation.replica-lag", "refresh.await-termination")
				.map((name) -> "accelerate." + name + "=" + duration)
				.toArray(String[]::new))
			.withPropertyValues("accelerate.invalidation.rate-limit.capacity=1")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(status(context)).isEqualTo(CacheStatus.MISS);
				assertThat(status(context)).isEqualTo(CacheStatus.TTL);
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

	@Test
	void rateOfInvalidationsIsLimited() {
		this.application
			.withPropertyValues("accelerate.invalidation.rate-limit.capacity=2",
					"accelerate.invalidation.rate-limit.period=1h")
			.run((context) -> {
				AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
				accelerate.invalidate("a");
				accelerate.invalidateAll();
				for (Runnable call : List.<Runnable>of(() -> accelerate.invalidate("a"), accelerate::invalidateAll)) {
					assertThatExceptionOfType(AccelerateException.class).isThrownBy(call::run)
						.satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6003));
				}
			});
	}

	@Test
	void rateOfInvalidationsIsNotLimitedByDefaultAndNeedsNoLibrary() {
		this.application.withClassLoader(new FilteredClassLoader(Bucket.class)).run((context) -> {
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			assertThat(IntStream.range(0, 1000).mapToObj((i) -> accelerate.invalidate("a"))).doesNotContainNull();
		});
	}

	@Test
	void jitterLetsResultsExpireEarlyEachByAnother() {
		this.application
			.withPropertyValues("accelerate.jitter=0.5", "accelerate.strategies.PlainMembers.findByName.ttl=60")
			.run((context) -> {
				MutableTime time = context.getBean(MutableTime.class);
				assertThat(infos(context)).allSatisfy((info) -> {
					assertThat(info.cacheStatus()).isEqualTo(CacheStatus.MISS);
					assertThat(info.lastModified()).isEqualTo(time.instant());
				});
				Instant loaded = time.instant();
				time.advance(Duration.ofSeconds(30).minusNanos(1));
				assertThat(infos(context)).allSatisfy((info) -> {
					assertThat(info.cacheStatus()).isEqualTo(CacheStatus.TTL);
					assertThat(info.lastModified()).isEqualTo(loaded);
				});
				time.advance(Duration.ofSeconds(15));
				assertThat(infos(context).stream().map(AccelerateInfo::cacheStatus).distinct())
					.containsExactlyInAnyOrder(CacheStatus.TTL, CacheStatus.MISS);
			});
	}

	private static List<AccelerateInfo> infos(AssertableApplicationContext context) {
		PlainMembers members = context.getBean(PlainMembers.class);
		return IntStream.range(0, 50)
			.mapToObj((i) -> context.getBean(AccelerateOperations.class)
				.withAccelerateInfo(() -> members.findByName("name" + i))
				.info())
			.toList();
	}

	@Test
	void rateLimitWithoutItsLibraryIsRefusedUnlessDisabled() {
		ApplicationContextRunner limited = this.application.withClassLoader(new FilteredClassLoader(Bucket.class))
			.withPropertyValues("accelerate.invalidation.rate-limit.capacity=2");
		limited.run((context) -> {
			assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(AccelerateException.class,
						(refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6001));
			assertThat(analysis(context).getDescription()).contains("bucket4j");
		});
		limited.withPropertyValues("accelerate.enabled=false").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void tagsPerCallIsAProperty() {
		this.application.withPropertyValues("accelerate.limits.tags-per-call=1").run((context) -> {
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			accelerate.invalidate("a");
			assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> accelerate.invalidate("a", "b"))
				.withMessageContaining("1 to 1 tags (accelerate.limits.tags-per-call), but got 2");
		});
	}

	@Test
	void tagsPerQueryIsAPropertyThatHoldsForStrategiesAndOptions() {
		ApplicationContextRunner tagged = this.application.withPropertyValues(
				"accelerate.strategies.PlainMembers.findByName.ttl=5",
				"accelerate.strategies.PlainMembers.findByName.tags=a,b,c,d,e,f");
		tagged.run((context) -> assertThat(analysis(context).getDescription()).contains("it has 6 tags"));
		tagged.withPropertyValues("accelerate.limits.tags-per-query=6").run((context) -> {
			assertTtl(context, 5);
			PlainMembers members = context.getBean(PlainMembers.class);
			assertThatExceptionOfType(AccelerateException.class)
				.isThrownBy(() -> context.getBean(AccelerateOperations.class)
					.withCacheStrategy(CacheOptions.ofTags("a", "b", "c", "d", "e", "f", "g"),
							() -> members.findByName("alice")))
				.withMessageContaining("it has 7 tags");
		});
	}

	@Test
	void annotationOnABeanThatIsNoRepositoryIsRefused() {
		for (Class<?> misplaced : List.of(OnMethod.class, OnType.class, OnInheritedMethod.class, OnInterface.class)) {
			this.application.withBean(misplaced).run((context) -> {
				assertThat(analysis(context).getDescription()).contains("Why: the bean is no repository")
					.contains(misplaced.getSimpleName());
				assertThat(analysis(context).getAction()).contains("@Cacheable");
			});
		}
		this.application.withBean(OnMethod.class)
			.withPropertyValues("accelerate.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void annotationOnTheImplementationOfAFragmentIsRefused() {
		this.runner.withUserConfiguration(FragmentRepositories.class)
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains(ConfiguredNamesImpl.class.getName() + ".names"));
	}

	@Test
	void annotationOnAFragmentIsNoneOnTheBeanThatImplementsIt() {
		this.runner.withUserConfiguration(AnnotatedFragmentRepositories.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void twoParametersOfOptionsAreRefused() {
		this.runner.withUserConfiguration(TwoOptionsRepositories.class)
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains(TwoOptions.class.getName() + ".findByName(")
				.contains("it has two parameters of type CacheOptions"));
	}

	@Test
	void optionsOfAWriteAreRefused() {
		ApplicationContextRunner write = this.runner.withUserConfiguration(WriteWithOptionsRepositories.class);
		write.run((context) -> {
			assertThat(analysis(context).getDescription()).contains("P6005")
				.contains("Where: " + WriteWithOptions.class.getName() + ".deleteByName(String, CacheOptions)")
				.contains("Why: it takes CacheOptions, but it deletes");
			assertThat(analysis(context).getAction()).isEqualTo("Remove the parameter of type CacheOptions.");
		});
		write.withPropertyValues("accelerate.enabled=false").run((context) -> assertThat(context).hasNotFailed());
	}

	private ApplicationContextRunner withEnvironment(Map<String, Object> variables) {
		return this.application.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", new HashMap<>(variables))));
	}

	private static void assertTtl(AssertableApplicationContext context, int seconds) {
		MutableTime time = context.getBean(MutableTime.class);
		assertThat(status(context)).isEqualTo(CacheStatus.MISS);
		time.advance(Duration.ofSeconds(seconds).minusMillis(1));
		assertThat(status(context)).isEqualTo(CacheStatus.TTL);
		time.advance(Duration.ofMillis(1));
		assertThat(status(context)).isEqualTo(CacheStatus.MISS);
	}

	private static CacheStatus status(AssertableApplicationContext context) {
		PlainMembers members = context.getBean(PlainMembers.class);
		return context.getBean(AccelerateOperations.class)
			.withAccelerateInfo(() -> members.findByName("alice"))
			.info()
			.cacheStatus();
	}

	/**
	 * Return what Spring Boot would print.
	 */
	private static FailureAnalysis firstAnalysis(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).isNotNull();
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, unusable) -> {
			})
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("Not analyzed", failure));
	}

	private static FailureAnalysis analysis(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).isNotNull();
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, unusable) -> {
			})
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("dev.accelerate."))
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("Not analyzed", failure));
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Member.class)
	static class Application {

		@Bean
		MutableTime mutableTime() {
			return new MutableTime();
		}

		@Bean
		TimeSource testTimeSource(MutableTime time) {
			return time.source();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = PlainMembers.class))
	static class Repositories {

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

	@Configuration(proxyBeanMethods = false)
	static class NeedsOneRepository {

		@Bean
		Long counted(PlainMembers members) {
			return (long) members.findByName("alice").size();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, bootstrapMode = BootstrapMode.LAZY,
			nameGenerator = org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = { PlainMembers.class, Other.PlainMembers.class }))
	static class LazyAmbiguousRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			nameGenerator = org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = { PlainMembers.class, Other.PlainMembers.class }))
	static class AmbiguousRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = TwoOptions.class))
	static class TwoOptionsRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WriteWithOptions.class))
	static class WriteWithOptionsRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = AnnotatedWrite.class))
	static class AnnotatedWriteRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WithFragment.class))
	static class FragmentRepositories {

		@Bean
		ConfiguredNamesImpl configuredNamesImpl() {
			return new ConfiguredNamesImpl();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WithAnnotatedFragment.class))
	static class AnnotatedFragmentRepositories {

		@Bean
		AnnotatedNamesImpl annotatedNamesImpl() {
			return new AnnotatedNamesImpl();
		}

	}

	public interface PlainMembers extends Repository<Member, Long> {

		List<Member> findByName(String name);

		void deleteByName(String name);

	}

	interface Handmade extends Repository<Member, Long> {

		List<Member> findByEmail(String email);

	}

	static final class Other {

		interface PlainMembers extends Repository<Member, Long> {

			List<Member> findByName(String name);

		}

	}

	interface TwoOptions extends Repository<Member, Long> {

		List<Member> findByName(String name, CacheOptions first, CacheOptions second);

	}

	interface WriteWithOptions extends Repository<Member, Long> {

		void deleteByName(String name, CacheOptions options);

	}

	interface AnnotatedWrite extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		void deleteByName(String name);

	}

	interface ConfiguredNames {

		List<String> names();

	}

	static class ConfiguredNamesImpl implements ConfiguredNames {

		@Override
		@CacheStrategy(ttl = 60)
		public List<String> names() {
			return List.of();
		}

	}

	interface WithFragment extends Repository<Member, Long>, ConfiguredNames {

	}

	interface AnnotatedNames {

		@CacheStrategy(ttl = 60)
		List<String> names();

	}

	static class AnnotatedNamesImpl implements AnnotatedNames {

		@Override
		public List<String> names() {
			return List.of();
		}

	}

	interface WithAnnotatedFragment extends Repository<Member, Long>, AnnotatedNames {

	}

	interface OnInterfaceOfService {

		@CacheStrategy(ttl = 60)
		String name();

	}

	static class OnInterface implements OnInterfaceOfService {

		@Override
		public String name() {
			return "alice";
		}

	}

	static class OnMethod {

		@CacheStrategy(ttl = 60)
		String name() {
			return "alice";
		}

	}

	@CacheStrategy(ttl = 60)
	static class OnType {

	}

	static class OnInheritedMethod extends OnMethod {

	}

}
