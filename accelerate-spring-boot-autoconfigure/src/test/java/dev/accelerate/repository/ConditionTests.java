package dev.accelerate.repository;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.accelerate.Accelerated;
import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@code condition} and {@code unless}.
 */
class ConditionTests {

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

	private static CacheStatus status(Supplier<?> read) {
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		return accelerate.withAccelerateInfo(read::get).info().cacheStatus();
	}

	private static void checkCached(Supplier<?> read) {
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
		assertThat(status(read)).isEqualTo(CacheStatus.TTL);
	}

	private static void checkNeverKept(Supplier<?> read) {
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void aCallThatTheConditionDoesNotAdmitGoesPastTheCache() {
		checkCached(() -> members.findByName("anna"));
		assertThat(status(() -> members.findByName("bo"))).isEqualTo(CacheStatus.NONE);
		assertThat(status(() -> members.findByName("bo"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void theConditionHoldsForARefreshToo() {
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		assertThat(status(() -> accelerate.withCacheStrategy(CacheOptions.refresh(), () -> members.findByName("bo"))))
			.isEqualTo(CacheStatus.NONE);
	}

	@Test
	void argumentsHaveNamesAndPositions() {
		checkCached(() -> members.countByNameAndEmail("anna", "b"));
		assertThat(status(() -> members.countByNameAndEmail("anna", "c"))).isEqualTo(CacheStatus.NONE);
		assertThat(status(() -> members.countByNameAndEmail("other", "b"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void theRootObjectIsSpringCaches() {
		checkCached(() -> members.existsByName("anna"));
		assertThat(status(() -> members.existsByName("other"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void aResultThatIsVetoedIsAnsweredAndNotKept() {
		checkNeverKept(() -> members.findByEmailContaining("nobody"));
	}

	@Test
	void theResultIsTheContentOfAnOptional() {
		checkNeverKept(() -> members.findByEmail("nobody"));
	}

	@Test
	void theResultIsTheContentOfAnEnvelope() {
		checkNeverKept(() -> members.findWithInfoByEmail("nobody"));
	}

	@Test
	void anExpressionThatIsNullIsFalse() {
		assertThat(status(() -> members.countByEmail(null))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void aConditionThatCannotBeEvaluatedNamesTheExpressionAndWhatIsMissing() {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> members.deepByName("anna"))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining("#name.domain == 'x'")
			.withMessageContaining("'domain'")
			.withMessageContaining("deepByName");
	}

	@Test
	void aVetoThatCannotBeEvaluatedNamesTheExpressionAndWhatIsMissing() {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> members.vetoByName("anna"))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining("#result.sise > 3")
			.withMessageContaining("'sise'")
			.withMessageContaining("vetoByName");
	}

	@Test
	void beansAreReferredToAsInSpringCache() {
		checkCached(() -> members.countByName("anna"));
		assertThat(status(() -> members.countByName("bo"))).isEqualTo(CacheStatus.NONE);
		checkNeverKept(() -> members.findByEmailStartingWith("nobody"));
	}

	@Test
	void beanOfAnExpressionIsCreatedWhenItIsFirstAsked() {
		LongNames.created.set(0);
		members = TestRepositories.create(context, Members.class);
		assertThat(LongNames.created).hasValue(0);
		members.readByName("anna");
		members.readByName("anna");
		assertThat(LongNames.created).hasValue(1);
	}

	@Test
	void whatABeanThrowsReachesTheCallerUnchanged() {
		assertThatIllegalStateException().isThrownBy(() -> members.countByEmailContaining("x"))
			.withMessage("not today");
	}

	@Test
	void anErrorOfABeanReachesTheCallerUnchanged() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> members.countByNameContaining("x"))
			.withMessage("never");
	}

	@Test
	void aCheckedExceptionOfABeanIsTheCauseOfTheRefusal() {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> members.countByNameStartingWith("x"))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining("@failing.admitsChecked(#part)")
			.withRootCauseInstanceOf(IOException.class);
	}

	@Test
	void elementsAreSelectedByTheirMembersAndTheArguments() {
		checkCached(() -> members.findByNameIn(List.of("anna", "bo")));
		assertThat(status(() -> members.findByNameIn(List.of("bo")))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void refusesAnUnknownNameInASelectionOrProjection() {
		refuses(UnknownNameInSelection.class, "condition", "[nmae]", "names");
		refuses(UnknownNameInProjection.class, "condition", "[nmae]");
		refuses(UnknownNameInVetoOfElements.class, "unless", "[reslut]");
	}

	@Test
	void refusesABareNameThatTheRootObjectDoesNotHave() {
		refuses(BareName.class, "condition 'name.length() > 3' speaks of name, which is no member of the root object",
				"Write #name");
		refuses(BareMethod.class, "unless 'isBlank()' speaks of isBlank()", "#root");
		refuses(BareNameInVeto.class, "unless", "speaks of result", "Write #result");
		refuses(MemberOfRoot.class, "speaks of methodNmae");
	}

	@Test
	void refusesABeanThatDoesNotExist() {
		refuses(UnknownBean.class, "condition", "@nobody.admits(#name)", "speaks of the bean 'nobody'");
		refuses(UnknownBeanInVeto.class, "unless", "@nobody.vetoes(#result)", "speaks of the bean 'nobody'");
		refuses(UnknownNameForABean.class, "#nmae", "nmae");
	}

	@Test
	void refusesANameThatIsNoParameter() {
		refuses(UnknownName.class, "#nmae != null", "nmae", "-parameters");
	}

	@Test
	void refusesTheResultInACondition() {
		refuses(ResultInCondition.class, "#result != null", "result");
	}

	@Test
	void refusesAnUnknownNameInAVeto() {
		refuses(UnknownNameInVeto.class, "unless", "#nmae != null");
	}

	@Test
	void refusesWhatIsNotSpel() {
		refuses(NoSpel.class, "condition", "#name ==", "not valid SpEL");
	}

	private static void refuses(Class<? extends Repository<?, ?>> type, String... parts) {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> TestRepositories.create(context, type))
			.satisfies((refused) -> {
				assertThat(refused.code()).isEqualTo(ErrorCode.P6005);
				assertThat(refused.getMessage()).contains(parts);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean({ "names", "names.long" })
		NamePolicy names() {
			return new NamePolicy();
		}

		@Bean
		@Lazy
		LongNames longNames() {
			return new LongNames();
		}

		@Bean
		FailingPolicy failing() {
			return new FailingPolicy();
		}

	}

	public static class NamePolicy {

		public boolean admits(String name) {
			return name.length() > 3;
		}

	}

	public static class LongNames {

		static final AtomicInteger created = new AtomicInteger();

		LongNames() {
			created.incrementAndGet();
		}

		public boolean admits(String name) {
			return name.length() > 3;
		}

	}

	public static class FailingPolicy {

		public boolean admits(String name) {
			throw new IllegalStateException("not today");
		}

		public boolean admitsChecked(String name) throws IOException {
			throw new IOException("not today");
		}

		public boolean admitsNever(String name) {
			throw new AssertionError("never");
		}

	}

	interface Members extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#name.length() > 3")
		List<Member> findByName(String name);

		@CacheStrategy(ttl = 60, condition = "#p0 == 'anna' and #a1 == 'b' and #first == #a0 and #email == #p1")
		long countByNameAndEmail(@Param("first") String name, String email);

		@CacheStrategy(ttl = 60, condition = "#root.methodName == 'existsByName' and #root.args[0] == 'anna'"
				+ " and #root.method.name == methodName and #root.targetClass.isInstance(#root.target)")
		boolean existsByName(String name);

		@CacheStrategy(ttl = 60, unless = "#result.empty")
		List<Member> findByEmailContaining(String part);

		@CacheStrategy(ttl = 60, unless = "#result == null")
		Optional<Member> findByEmail(String email);

		@CacheStrategy(ttl = 60, unless = "#result == null")
		Accelerated<Optional<Member>> findWithInfoByEmail(String email);

		@CacheStrategy(ttl = 60, condition = "#email?.empty")
		long countByEmail(@Nullable String email);

		@CacheStrategy(ttl = 60, condition = "@names.admits(#name)")
		long countByName(String name);

		@CacheStrategy(ttl = 60, unless = "!@names.admits(#result.toString()) or @'names.long'.admits(#part)")
		List<Member> findByEmailStartingWith(String part);

		@CacheStrategy(ttl = 60, condition = "@longNames.admits(#name)")
		List<Member> readByName(String name);

		@CacheStrategy(ttl = 60, condition = "@failing.admits(#part)")
		long countByEmailContaining(String part);

		@CacheStrategy(ttl = 60, condition = "@failing.admitsChecked(#part)")
		long countByNameStartingWith(String part);

		@CacheStrategy(ttl = 60, condition = "@failing.admitsNever(#part)")
		long countByNameContaining(String part);

		@CacheStrategy(ttl = 60, condition = "#names.?[length() > 3 and #this == #a0[0]].![toUpperCase()] == {'ANNA'}"
				+ " and {length: #names}.get('length') == args[0] and target != null and toString() != hashCode()")
		List<Member> findByNameIn(List<String> names);

		@CacheStrategy(ttl = 60, condition = "#name.domain == 'x'")
		default String deepByName(String name) {
			return name;
		}

		@CacheStrategy(ttl = 60, unless = "#result.sise > 3")
		default String vetoByName(String name) {
			return name;
		}

	}

	interface UnknownName extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#nmae != null")
		List<Member> findByName(String name);

	}

	interface ResultInCondition extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#result != null")
		List<Member> findByName(String name);

	}

	interface UnknownNameInVeto extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, unless = "#nmae != null")
		List<Member> findByName(String name);

	}

	interface UnknownBean extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "@nobody.admits(#name)")
		List<Member> findByName(String name);

	}

	interface UnknownBeanInVeto extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, unless = "#result != null and @nobody.vetoes(#result)")
		List<Member> findByName(String name);

	}

	interface UnknownNameForABean extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "@names.admits(#nmae)")
		List<Member> findByName(String name);

	}

	interface NoSpel extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#name ==")
		List<Member> findByName(String name);

	}

	interface UnknownNameInSelection extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#names.?[#this == #nmae].size() > 0")
		List<Member> findByNameIn(List<String> names);

	}

	interface UnknownNameInProjection extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#names.![concat(#nmae)].size() > 0")
		List<Member> findByNameIn(List<String> names);

	}

	interface UnknownNameInVetoOfElements extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, unless = "#result.^[#this == #reslut] != null")
		List<Member> findByName(String name);

	}

	interface BareName extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "name.length() > 3")
		List<Member> findByName(String name);

	}

	interface BareMethod extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, unless = "isBlank()")
		List<Member> findByName(String name);

	}

	interface BareNameInVeto extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, unless = "result.empty")
		List<Member> findByName(String name);

	}

	interface MemberOfRoot extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#root.methodNmae == 'findByName'")
		List<Member> findByName(String name);

	}

}
