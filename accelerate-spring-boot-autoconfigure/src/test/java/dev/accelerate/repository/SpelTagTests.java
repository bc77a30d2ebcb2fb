package dev.accelerate.repository;

import java.io.IOException;
import java.util.List;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Member;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tags that are worked out for each call.
 */
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

	@Test
	void refusesATagThatIsNull() {
		assertRefused(() -> members.findByName(null), "findByName(String)", "#{#name}", "evaluates to 'null'");
	}

	@Test
	void refusesATagThatIsEmpty() {
		assertRefused(() -> members.findByName(""), "findByName(String)", "#{#name}", "evaluates to ''");
	}

	@Test
	void refusesATagThatIsMalformed() {
		assertRefused(() -> members.findByName("a b"), "findByName(String)", "#{#name}", "evaluates to 'a b'");
	}

	@Test
	void refusesATagThatIsTooLong() {
		members.findByName("x".repeat(64));
		assertRefused(() -> members.findByName("x".repeat(65)), "findByName(String)", "#{#name}", "x".repeat(65));
	}

	@Test
	void refusesATagThatCannotBeEvaluated() {
		assertRefused(() -> members.findByEmail("alice"), "findByEmail(String)", "member_#{#email.domain}",
				"cannot be evaluated");
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
		assertRefused(() -> members.existsByEmail("x"), "existsByEmail(String)", "#{@policy.failsChecked()}",
				"cannot be evaluated");
	}

	@Test
	void refusesABeanThatDoesNotExist() {
		refuses(UnknownBean.class, "the tag 't_#{@nobody.tag()}' speaks of the bean 'nobody'");
	}

	@Test
	void refusesAnUnknownNameAnywhere() {
		refuses(UnknownNameInSelection.class, "#this == #nmae", "nmae");
		refuses(UnknownNameInProjection.class, "nmae");
	}

	@Test
	void refusesWhatStandsForTheRootObjectThatTagsHaveNone() {
		refuses(ThisWithoutElement.class, "speaks of something that is no argument");
	}

	@Test
	void membersOfElementsAndKeysOfMapsAreNoMembersOfTheRootObject() {
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		members.findByNameIn(List.of("anna", "bo"));
		accelerate.invalidate("n_1_BO_z");
		assertThat(
				accelerate.withAccelerateInfo(() -> members.findByNameIn(List.of("anna", "bo"))).info().cacheStatus())
			.isEqualTo(CacheStatus.MISS);
	}

	private static void refuses(Class<? extends Repository<?, ?>> type, String... parts) {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(context, type))
			.satisfies((refused) -> assertThat(refused.getMessage()).contains(parts));
	}

	private static CacheStatus count(AccelerateOperations accelerate) {
		return accelerate.withAccelerateInfo(() -> members.countByName("bo")).info().cacheStatus();
	}

	private static CacheStatus status(AccelerateOperations accelerate) {
		return accelerate.withAccelerateInfo(() -> members.findByNameContaining("anna")).info().cacheStatus();
	}

	private static void assertRefused(ThrowingCallable call, String method, String tag, String reason) {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(call)
			.satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining(Members.class.getName() + "." + method)
			.withMessageContaining("'" + tag + "'")
			.withMessageContaining(reason);
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
