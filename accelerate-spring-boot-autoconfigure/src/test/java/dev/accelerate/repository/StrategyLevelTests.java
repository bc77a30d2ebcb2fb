package dev.accelerate.repository;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.test.MutableTime;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Member;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.Repository;

import static dev.accelerate.CacheStatus.MISS;
import static dev.accelerate.CacheStatus.NONE;
import static dev.accelerate.CacheStatus.SWR;
import static dev.accelerate.CacheStatus.TTL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which level wins each attribute of a strategy, by what reads answer.
 */
class StrategyLevelTests {

	private static final Map<List<String>, ConfigurableApplicationContext> contexts = new HashMap<>();

	@AfterAll
	static void stop() {
		contexts.values().forEach(ConfigurableApplicationContext::close);
		contexts.clear();
	}

	/**
	 * The level under test has but the one attribute, those below it have all: the others
	 * come from the next. Annotations have all attributes always.
	 */
	@ParameterizedTest(name = "{1} of {0}")
	@MethodSource("levelsAndAttributes")
	void firstLevelThatHasAnAttributeWins(Level level, Attribute attribute) {
		ConfigurableApplicationContext context = contexts.computeIfAbsent(properties(level, attribute),
				(properties) -> TestApplication.run(TestDatabase.H2, Nothing.class, properties.toArray(String[]::new)));
		Read read = new Read(context, TestRepositories.create(context, level.repository),
				(level == Level.OPTIONS) ? attribute.option() : null);
		if (attribute == Attribute.ENABLED) {
			assertThat(read.status()).isEqualTo(NONE);
			assertThat(read.with(CacheOptions.ofTtl(5)).status()).isEqualTo((level == Level.DEFAULT) ? MISS : NONE);
			return;
		}
		Level others = level.isWhole() ? level : Level.values()[level.ordinal() + 1];
		read.assertWindows(((attribute == Attribute.TTL) ? level : others).ttl(),
				((attribute == Attribute.SWR) ? level : others).swr());
		read.assertTag((attribute == Attribute.TAGS) ? level : others);
	}

	/**
	 * Of the properties that set it, the nearest wins, either way.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void nearestPropertyThatSwitchesWins(boolean nearest) {
		Read read = new Read(run("accelerate.strategies[*][*].enabled=" + !nearest,
				"accelerate.strategies[*][*].swr=60", "accelerate.strategies.Bare.findByName.enabled=" + nearest,
				"accelerate.strategies.Bare.findByName.ttl=60"), Bare.class);
		assertThat(read.status()).isEqualTo(nearest ? MISS : NONE);
		assertThat(read.status()).isEqualTo(nearest ? TTL : NONE);
		assertThat(read.with(CacheOptions.ofTtl(5)).status()).isEqualTo(nearest ? TTL : NONE);
	}

	@Test
	void interfaceIsJudgedWithThePropertiesThatReplaceItsAttributes() {
		ConfigurableApplicationContext context = run("accelerate.strategies.TagsOnly[*].ttl=60",
				"accelerate.strategies.Negative[*].enabled=false", "accelerate.strategies.Corrected[*].swr=60",
				"accelerate.strategies.Corrected.findByName.ttl=0");
		Read tagged = new Read(context, TagsOnly.class);
		assertThat(tagged.status()).isEqualTo(MISS);
		assertThat(tagged.status()).isEqualTo(TTL);
		context.getBean(AccelerateOperations.class).invalidate("of_interface");
		assertThat(tagged.status()).isEqualTo(MISS);
		assertThat(new Read(context, Negative.class).status()).isEqualTo(NONE);
		Read corrected = new Read(context, Corrected.class);
		assertThat(corrected.status()).isEqualTo(MISS);
		assertThat(corrected.status()).isEqualTo(SWR);
	}

	@ParameterizedTest
	@ValueSource(classes = { Partly.class, WithoutHeirs.class })
	void interfaceIsRefusedWhereAMethodWouldInheritWhatIsWrongOrNoneCould(Class<? extends Members> repository) {
		ConfigurableApplicationContext context = run("accelerate.strategies.Partly.findByName.ttl=60",
				"accelerate.strategies.Partly.deleteByName.enabled=true");
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(context, repository))
			.satisfies((refused) -> {
				assertThat(refused.where()).isEqualTo(repository.getName());
				assertThat(refused.reason()).isEqualTo("it has neither ttl nor swr");
			});
	}

	@Test
	void writesDoNotInheritWhatIsWrongWithAnInterface() {
		Read read = new Read(run("accelerate.strategies.OneRead.findByName.ttl=60"), OneRead.class);
		assertThat(read.status()).isEqualTo(MISS);
		assertThat(read.status()).isEqualTo(TTL);
	}

	private static ConfigurableApplicationContext run(String... properties) {
		return contexts.computeIfAbsent(List.of(properties),
				(key) -> TestApplication.run(TestDatabase.H2, Nothing.class, properties));
	}

	static Stream<Arguments> levelsAndAttributes() {
		return Arrays.stream(Level.values())
			.flatMap((level) -> Arrays.stream(Attribute.values())
				.filter((attribute) -> attribute != Attribute.ENABLED || level.property != null)
				.map((attribute) -> arguments(level, attribute)));
	}

	private static List<String> properties(Level level, Attribute attribute) {
		List<String> properties = new ArrayList<>();
		for (Level each : Level.values()) {
			if (each.property == null || each.ordinal() < level.ordinal()) {
				continue;
			}
			String name = each.property.formatted(level.repository.getSimpleName());
			if (each != level || level == Level.DEFAULT || attribute == Attribute.TTL) {
				properties.add(name + ".ttl=" + each.ttl());
			}
			if (each != level || level == Level.DEFAULT || attribute == Attribute.SWR) {
				properties.add(name + ".swr=" + each.swr());
			}
			if (each != level || level == Level.DEFAULT || attribute == Attribute.TAGS) {
				properties.add(name + ".tags=" + each.tag());
			}
			if (each == level && attribute == Attribute.ENABLED) {
				properties.add(name + ".enabled=false");
			}
		}
		return properties;
	}

	enum Attribute {

		TTL, SWR, TAGS, ENABLED;

		CacheOptions option() {
			return switch (this) {
				case TTL -> CacheOptions.ofTtl(Level.OPTIONS.ttl());
				case SWR -> CacheOptions.ofSwr(Level.OPTIONS.swr());
				case TAGS -> CacheOptions.ofTags(Level.OPTIONS.tag());
				case ENABLED -> throw new IllegalStateException("Options have no such attribute");
			};
		}

	}

	/**
	 * Levels, the strongest first.
	 */
	enum Level {

		OPTIONS(null, Both.class),

		EXACT("accelerate.strategies.%s.findByName", Both.class),

		REPOSITORY_WILDCARD("accelerate.strategies.%s[*]", Both.class),

		METHOD_WILDCARD("accelerate.strategies[*].findByName", Both.class),

		WILDCARD("accelerate.strategies[*][*]", Both.class),

		METHOD(null, Both.class),

		INTERFACE(null, OfInterface.class),

		DEFAULT("accelerate.default-strategy", Bare.class);

		private final String property;

		private final Class<? extends Members> repository;

		Level(String property, Class<? extends Members> repository) {
			this.property = property;
			this.repository = repository;
		}

		int ttl() {
			return 10 * (ordinal() + 1);
		}

		int swr() {
			return 1000 + 10 * (ordinal() + 1);
		}

		String tag() {
			return "of_" + name().toLowerCase(Locale.ROOT);
		}

		boolean isWhole() {
			return ordinal() >= METHOD.ordinal();
		}

	}

	private record Read(ConfigurableApplicationContext context, Members members, @Nullable CacheOptions options) {

		Read(ConfigurableApplicationContext context, Class<? extends Members> repository) {
			this(context, TestRepositories.create(context, repository), null);
		}

		CacheStatus status() {
			return accelerate().withAccelerateInfo(() -> this.members.findByName("alice", this.options))
				.info()
				.cacheStatus();
		}

		Read with(CacheOptions options) {
			return new Read(this.context, this.members, options);
		}

		void assertWindows(int ttl, int swr) {
			Duration stale = Duration.ofSeconds(ttl + swr);
			assertThat(statusAfter(Duration.ofSeconds(ttl).minusMillis(1))).isEqualTo(TTL);
			assertThat(statusAfter(Duration.ofSeconds(ttl))).isEqualTo(SWR);
			assertThat(statusAfter(stale.minusMillis(1))).isEqualTo(SWR);
			assertThat(statusAfter(stale)).isEqualTo(MISS);
		}

		private CacheStatus statusAfter(Duration age) {
			accelerate().invalidateAll();
			assertThat(status()).isEqualTo(MISS);
			this.context.getBean(MutableTime.class).advance(age);
			CacheStatus status = status();
			if (status == SWR) {
				Awaitility.await().until(() -> status() == TTL);
			}
			return status;
		}

		void assertTag(Level expected) {
			accelerate().invalidateAll();
			assertThat(status()).isEqualTo(MISS);
			for (Level level : Level.values()) {
				accelerate().invalidate(level.tag());
				assertThat(status()).as(level.tag()).isEqualTo((level == expected) ? MISS : TTL);
			}
		}

		private AccelerateOperations accelerate() {
			return this.context.getBean(AccelerateOperations.class);
		}

	}

	interface Members extends Repository<Member, Long> {

		List<Member> findByName(String name, @Nullable CacheOptions options);

	}

	@CacheStrategy(ttl = 70, swr = 1070, tags = "of_interface")
	interface Both extends Members {

		@Override
		@CacheStrategy(ttl = 60, swr = 1060, tags = "of_method")
		List<Member> findByName(String name, @Nullable CacheOptions options);

	}

	@CacheStrategy(ttl = 70, swr = 1070, tags = "of_interface")
	interface OfInterface extends Members {

	}

	interface Bare extends Members {

	}

	@CacheStrategy(tags = "of_interface")
	interface TagsOnly extends Members {

	}

	@CacheStrategy(ttl = -1)
	interface Negative extends Members {

	}

	@CacheStrategy(ttl = -1)
	interface Corrected extends Members {

	}

	@CacheStrategy(tags = "of_interface")
	interface OneRead extends Members {

		long deleteByName(String name);

	}

	@CacheStrategy(tags = "of_interface")
	interface Partly extends Members {

		List<Member> findByEmail(String email);

	}

	@CacheStrategy(tags = "of_interface")
	interface WithoutHeirs extends Members {

		@Override
		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name, @Nullable CacheOptions options);

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
