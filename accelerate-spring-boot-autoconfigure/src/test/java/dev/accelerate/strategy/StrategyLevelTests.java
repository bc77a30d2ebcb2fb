package dev.accelerate.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.accelerate.CacheStatus.MISS;
import static dev.accelerate.CacheStatus.NONE;
import static dev.accelerate.CacheStatus.SWR;
import static dev.accelerate.CacheStatus.TTL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@link DeclaredStrategy}: which level wins each attribute, seen by what reads return.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrategyLevelTests {

	/**
	 * Running applications, by their properties.
	 */
	private final Map<List<String>, RepositoryFixture> applications = new HashMap<>();

	@AfterAll
	void stop() {
		this.applications.values().forEach(RepositoryFixture::close);
	}

	/**
	 * The level under test has but the one attribute, those below it have all: the others
	 * come from the next. Annotations have all attributes always.
	 */
	@ParameterizedTest(name = "{1} of {0}")
	@MethodSource("levelsAndAttributes")
	void firstLevelThatHasAnAttributeWins(StrategyLevel level, StrategyAttribute attribute) {
		StrategyRead declared = new StrategyRead(run(properties(level, attribute)), level.repository);
		StrategyRead read = (level == StrategyLevel.OPTIONS) ? declared.with(attribute.option()) : declared;
		if (attribute == StrategyAttribute.ENABLED) {
			assertThat(read.status()).isEqualTo(NONE);
			assertThat(read.with(CacheOptions.ofTtl(5)).status())
				.isEqualTo((level == StrategyLevel.DEFAULT) ? MISS : NONE);
			return;
		}
		StrategyLevel others = level.isWhole() ? level : StrategyLevel.values()[level.ordinal() + 1];
		read.assertWindows(((attribute == StrategyAttribute.TTL) ? level : others).ttl(),
				((attribute == StrategyAttribute.SWR) ? level : others).swr());
		read.assertTag((attribute == StrategyAttribute.TAGS) ? level : others);
	}

	/**
	 * Of the properties that set it, the nearest wins, either way.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void nearestPropertyThatSwitchesWins(boolean nearest) {
		StrategyRead read = new StrategyRead(run("accelerate.strategies[*][*].enabled=" + !nearest,
				"accelerate.strategies[*][*].swr=60", "accelerate.strategies.Bare.findByName.enabled=" + nearest,
				"accelerate.strategies.Bare.findByName.ttl=60"), StrategyLevel.Bare.class);
		assertThat(read.status()).isEqualTo(nearest ? MISS : NONE);
		assertThat(read.status()).isEqualTo(nearest ? TTL : NONE);
		assertThat(read.with(CacheOptions.ofTtl(5)).status()).isEqualTo(nearest ? TTL : NONE);
	}

	@Test
	void interfaceIsJudgedWithThePropertiesThatReplaceItsAttributes() {
		RepositoryFixture application = run("accelerate.strategies.TagsOnly[*].ttl=60",
				"accelerate.strategies.Negative[*].enabled=false", "accelerate.strategies.Corrected[*].swr=60",
				"accelerate.strategies.Corrected.findByName.ttl=0");
		StrategyRead tagged = new StrategyRead(application, TagsOnly.class);
		assertThat(tagged.status()).isEqualTo(MISS);
		assertThat(tagged.status()).isEqualTo(TTL);
		application.accelerate.invalidate("of_interface");
		assertThat(tagged.status()).isEqualTo(MISS);
		assertThat(new StrategyRead(application, Negative.class).status()).isEqualTo(NONE);
		StrategyRead corrected = new StrategyRead(application, Corrected.class);
		assertThat(corrected.status()).isEqualTo(MISS);
		assertThat(corrected.status()).isEqualTo(SWR);
	}

	@ParameterizedTest
	@ValueSource(classes = { Partly.class, WithoutHeirs.class })
	void interfaceIsRefusedWhereAMethodWouldInheritWhatIsWrongOrNoneCould(Class<? extends StrategyMembers> repository) {
		RepositoryFixture application = run("accelerate.strategies.Partly.findByName.ttl=60",
				"accelerate.strategies.Partly.deleteByName.enabled=true");
		RefusedStrategyException refused = application.refusal(repository);
		assertThat(refused.where()).isEqualTo(repository.getName());
		assertThat(refused.reason()).isEqualTo("it has neither ttl nor swr");
	}

	@Test
	void writesDoNotInheritWhatIsWrongWithAnInterface() {
		StrategyRead read = new StrategyRead(run("accelerate.strategies.OneRead.findByName.ttl=60"), OneRead.class);
		assertThat(read.status()).isEqualTo(MISS);
		assertThat(read.status()).isEqualTo(TTL);
	}

	private RepositoryFixture run(String... properties) {
		return run(List.of(properties));
	}

	private RepositoryFixture run(List<String> properties) {
		return this.applications.computeIfAbsent(properties,
				(key) -> new RepositoryFixture(key.toArray(String[]::new)));
	}

	static Stream<Arguments> levelsAndAttributes() {
		return Arrays.stream(StrategyLevel.values())
			.flatMap((level) -> Arrays.stream(StrategyAttribute.values())
				.filter((attribute) -> attribute != StrategyAttribute.ENABLED || level.property != null)
				.map((attribute) -> arguments(level, attribute)));
	}

	private static List<String> properties(StrategyLevel level, StrategyAttribute attribute) {
		List<String> properties = new ArrayList<>();
		for (StrategyLevel each : StrategyLevel.values()) {
			if (each.property == null || each.ordinal() < level.ordinal()) {
				continue;
			}
			String name = each.property.formatted(level.repository.getSimpleName());
			if (each != level || level == StrategyLevel.DEFAULT || attribute == StrategyAttribute.TTL) {
				properties.add(name + ".ttl=" + each.ttl());
			}
			if (each != level || level == StrategyLevel.DEFAULT || attribute == StrategyAttribute.SWR) {
				properties.add(name + ".swr=" + each.swr());
			}
			if (each != level || level == StrategyLevel.DEFAULT || attribute == StrategyAttribute.TAGS) {
				properties.add(name + ".tags=" + each.tag());
			}
			if (each == level && attribute == StrategyAttribute.ENABLED) {
				properties.add(name + ".enabled=false");
			}
		}
		return properties;
	}

	@CacheStrategy(tags = "of_interface")
	interface TagsOnly extends StrategyMembers {

	}

	@CacheStrategy(ttl = -1)
	interface Negative extends StrategyMembers {

	}

	@CacheStrategy(ttl = -1)
	interface Corrected extends StrategyMembers {

	}

	@CacheStrategy(tags = "of_interface")
	interface OneRead extends StrategyMembers {

		long deleteByName(String name);

	}

	@CacheStrategy(tags = "of_interface")
	interface Partly extends StrategyMembers {

		List<Member> findByEmail(String email);

	}

	@CacheStrategy(tags = "of_interface")
	interface WithoutHeirs extends StrategyMembers {

		@Override
		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name, @Nullable CacheOptions options);

	}

}
