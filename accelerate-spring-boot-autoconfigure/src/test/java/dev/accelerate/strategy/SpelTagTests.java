package dev.accelerate.strategy;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@link TagTemplateResolver}: tags that are evaluated for each call.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpelTagTests {

	private static ConfigurableApplicationContext context;

	private static Members members;

	@BeforeAll
	static void start() {
		context = TestApplication.run(TestDatabase.H2, Configured.class);
		members = TestRepositories.create(context, Members.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	/**
	 * What a template yields for an argument may be no tag. That costs the caching of the
	 * call, and not the call.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "u_bob@example.com",
			"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" })
	void callWhoseTagIsNoneIsNotCached(String name) {
		for (int i = 0; i < 2; i++) {
			assertThat(statusOf(context, () -> members.findByName(name))).isEqualTo(CacheStatus.NONE);
		}
		assertThat(statusOf(context, () -> members.findByName("x".repeat(64)))).isNotEqualTo(CacheStatus.NONE);
	}

	@Test
	void callWhoseTagCannotBeEvaluatedIsNotCached() {
		assertThat(statusOf(context, () -> members.findByEmail("alice"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void refreshWhoseTagIsNoneIsNotKept() {
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		assertThat(statusOf(context,
				() -> accelerate.withCacheStrategy(CacheOptions.refresh(), () -> members.findByName("a b"))))
			.isEqualTo(CacheStatus.NONE);
	}

	@Test
	void saysOncePerMethodWithoutTheValueThatATagWasNone(CapturedOutput output) {
		Members own = TestRepositories.create(context, Members.class);
		own.findByName("u_bob@example.com");
		own.findByName("other secret");
		own.findByEmail("alice.secret");
		assertThat(output.getAll().lines().filter((line) -> line.contains(" WARN ") && line.contains("The tag '")))
			.satisfiesExactlyInAnyOrder(
					(line) -> assertThat(line).contains("'#{#name}'", Members.class.getName() + ".findByName(String)"),
					(line) -> assertThat(line).contains("'member_#{#email.domain}'", "findByEmail(String)"));
		assertThat(output).doesNotContain("bob@", "secret");
	}

	@Test
	void showsTheTemplateAndNotTheValueOfATagThatWasInvalidated(CapturedOutput output) {
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel("dev.accelerate.core", LogLevel.DEBUG);
		try {
			members.findByNameContaining("secret42");
			accelerate.invalidate("name_secret42");
			members.findByNameContaining("secret42");
		}
		finally {
			logging.setLogLevel("dev.accelerate.core", null);
		}
		assertThat(output).contains("was a miss: tag name_#{#part}")
			.contains("the application invalidated tables [] and 1 tags")
			.doesNotContain("secret42");
	}

	@Test
	void resolvesNamesPositionsAndParams() {
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		for (String tag : List.of("name_anna", "first_anna", "param_anna")) {
			members.findByNameContaining("anna");
			assertThat(status(accelerate)).isEqualTo(CacheStatus.TTL);
			accelerate.invalidate(tag.replace("anna", "other"));
			assertThat(status(accelerate)).isEqualTo(CacheStatus.TTL);
			accelerate.invalidate(tag);
			assertThat(status(accelerate)).isEqualTo(CacheStatus.MISS);
		}
	}

	@Test
	void beansAreReferredToAsInConditions() {
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		members.countByName("bo");
		assertThat(count(accelerate)).isEqualTo(CacheStatus.TTL);
		accelerate.invalidate("t_blue");
		assertThat(count(accelerate)).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void whatABeanThrowsReachesTheCallerUnlessItIsChecked() {
		assertThatIllegalStateException().isThrownBy(() -> members.countByEmail("x")).withMessage("not today");
		assertThat(statusOf(context, () -> members.existsByEmail("x"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void refusesABeanThatDoesNotExist() {
		refuses(UnknownBean.class, "the tag 't_#{@nobody.tag()}' refers to the bean 'nobody'");
	}

	@Test
	void refusesAnUnknownNameAnywhere() {
		refuses(UnknownNameInSelection.class, "#this == #nmae", "nmae");
		refuses(UnknownNameInProjection.class, "nmae");
	}

	@Test
	void refusesWhatStandsForTheRootObjectThatTagsHaveNone() {
		refuses(ThisWithoutElement.class, "refers to something that is not an argument");
	}

	@Test
	void membersOfElementsAndKeysOfMapsAreNoMembersOfTheRootObject() {
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		members.findByNameIn(List.of("anna", "bo"));
		accelerate.invalidate("n_1_BO_z");
		assertThat(statusOf(accelerate, () -> members.findByNameIn(List.of("anna", "bo")))).isEqualTo(CacheStatus.MISS);
	}

	private static void refuses(Class<? extends Repository<?, ?>> type, String... parts) {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(context, type))
			.satisfies((refused) -> assertThat(refused.getMessage()).contains(parts));
	}

	private static CacheStatus count(AccelerateOperations accelerate) {
		return statusOf(accelerate, () -> members.countByName("bo"));
	}

	private static CacheStatus status(AccelerateOperations accelerate) {
		return statusOf(accelerate, () -> members.findByNameContaining("anna"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean
		TagPolicy policy() {
			return new TagPolicy();
		}

	}

	public static class TagPolicy {

		public String tag() {
			return "blue";
		}

		public String fails() {
			throw new IllegalStateException("not today");
		}

		public String failsChecked() throws IOException {
			throw new IOException("not today");
		}

	}

	interface Members extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = { "plain", "#{#name}" })
		List<Member> findByName(String name);

		@CacheStrategy(ttl = 60, tags = "member_#{#email.domain}")
		List<Member> findByEmail(String email);

		@CacheStrategy(ttl = 60, tags = { "name_#{#part}", "first_#{#a0}", "param_#{#word}" })
		List<Member> findByNameContaining(@Param("word") String part);

		@CacheStrategy(ttl = 60, tags = "t_#{@policy.tag()}")
		long countByName(String name);

		@CacheStrategy(ttl = 60, tags = "#{@policy.fails()}")
		long countByEmail(String email);

		@CacheStrategy(ttl = 60, tags = "#{@policy.failsChecked()}")
		boolean existsByEmail(String email);

		@CacheStrategy(ttl = 60,
				tags = "n_#{#names.?[length() == 2 and #this != #names[0]].size()}_#{#names.![toUpperCase()][1]}_#{{length: 'z'}.get('length')}")
		List<Member> findByNameIn(List<String> names);

	}

	interface UnknownBean extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "t_#{@nobody.tag()}")
		List<Member> findByName(String name);

	}

	interface UnknownNameInSelection extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "n_#{#names.?[#this == #nmae].size()}")
		List<Member> findByNameIn(List<String> names);

	}

	interface UnknownNameInProjection extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "n_#{#names.![#this.concat(#nmae)].size()}")
		List<Member> findByNameIn(List<String> names);

	}

	interface ThisWithoutElement extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "n_#{#this}")
		List<Member> findByName(String name);

	}

}
