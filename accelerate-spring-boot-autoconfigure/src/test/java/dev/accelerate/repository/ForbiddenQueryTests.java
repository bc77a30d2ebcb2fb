package dev.accelerate.repository;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Member;
import jakarta.persistence.LockModeType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryRewriter;
import org.springframework.data.jpa.repository.query.Procedure;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.PropertiesBasedNamedQueries;
import org.springframework.data.spel.spi.EvaluationContextExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Trap 7: a query whose answer depends on more than its arguments, or that does more than
 * read.
 */
class ForbiddenQueryTests {

	private static ConfigurableApplicationContext context;

	private static AccelerateOperations accelerate;

	@BeforeAll
	static void start() {
		context = TestApplication.run(TestDatabase.H2, Configured.class);
		accelerate = context.getBean(AccelerateOperations.class);
		Members members = TestRepositories.create(context, Members.class);
		members.save(new Member("alice", "alice@example.org", null));
		members.save(new Member("bob", "bob@example.org", null));
		members.save(new Member("a%b", "percent@example.org", null));
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest
	@ValueSource(classes = { PrincipalQuery.class, PrincipalInJpqlQuery.class, PrincipalInNativeQuery.class,
			PrincipalInCountQuery.class, PrincipalAsArgument.class, BeanQuery.class, TypeQuery.class,
			ConstructorQuery.class, FunctionQuery.class, RootQuery.class, UnknownVariableQuery.class,
			NestedBracesQuery.class })
	void refusesAnExpressionThatReadsMoreThanTheArguments(Class<? extends Repository<?, ?>> type) {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(context, type))
			.satisfies((refused) -> {
				assertThat(refused.code()).isEqualTo(ErrorCode.P6005);
				assertThat(refused.where()).isEqualTo(type.getName() + "." + onlyMethod(type));
				assertThat(refused.reason()).startsWith("the expression ")
					.endsWith(" in its query reads more than the arguments");
				assertThat(refused.remedy())
					.isEqualTo("Pass what it reads as a parameter, so that it becomes part of the key");
			});
	}

	@Test
	void namesTheForbiddenExpression() {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(context, PrincipalQuery.class))
			.withMessageContaining("PrincipalQuery.findMine()")
			.withMessageContaining("?#{principal.name}");
	}

	@Test
	void refusesAnExpressionInAQueryThatIsDeclaredByName() {
		Properties queries = new Properties();
		queries.setProperty("Member.findNamed", "select m from Member m where m.name = ?#{principal.name}");
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(context, NamedPrincipalQuery.class,
					(factoryBean) -> factoryBean.setNamedQueries(new PropertiesBasedNamedQueries(queries))))
			.withMessageContaining("?#{principal.name}");
	}

	@Test
	void cachesAQueryThatIsDeclaredByName() {
		Properties queries = new Properties();
		queries.setProperty("Member.findNamed", "select m from Member m where m.name = 'alice'");
		NamedPrincipalQuery members = TestRepositories.create(context, NamedPrincipalQuery.class,
				(factoryBean) -> factoryBean.setNamedQueries(new PropertiesBasedNamedQueries(queries)));
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			var found = accelerate.withAccelerateInfo(members::findNamed);
			assertThat(found.data()).extracting(Member::getName).containsExactly("alice");
			assertThat(found.info().cacheStatus()).isEqualTo(status);
		}
	}

	@Test
	void rewrittenQueryInheritsNoStrategy() {
		RewrittenQuery members = TestRepositories.create(context, RewrittenQuery.class);
		for (int i = 0; i < 2; i++) {
			var found = accelerate.withAccelerateInfo(members::findRewritten);
			assertThat(found.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
		}
	}

	@ParameterizedTest
	@MethodSource("methodsThatDoMoreThanRead")
	void refusesAMethodThatDoesMoreThanRead(Class<? extends Repository<?, ?>> type, String reason) {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(context, type))
			.satisfies((refused) -> {
				assertThat(refused.code()).isEqualTo(ErrorCode.P6005);
				assertThat(refused.where()).isEqualTo(type.getName() + "." + onlyMethod(type));
				assertThat(refused.reason()).contains(reason);
				assertThat(refused.remedy()).isEqualTo("Remove @CacheStrategy from it");
			});
	}

	static Stream<Arguments> methodsThatDoMoreThanRead() {
		return Stream.of(arguments(Locked.class, "@Lock"), arguments(LockedFindById.class, "@Lock"),
				arguments(ModifyingQuery.class, "@Modifying"), arguments(ProcedureCall.class, "procedure"),
				arguments(Streamed.class, "java.util.stream.Stream"), arguments(Nothing.class, "it deletes"),
				arguments(VoidQuery.class, "it returns nothing"));
	}

	@ParameterizedTest
	@MethodSource("allowedCalls")
	void cachesAQueryWhoseExpressionsReadOnlyTheArguments(String expression, String argument, List<String> expected) {
		Allowed allowed = TestRepositories.create(context, Allowed.class);
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			var answer = accelerate.withAccelerateInfo(() -> call(allowed, expression, argument));
			assertThat(answer.data()).extracting(Member::getName).containsExactlyInAnyOrderElementsOf(expected);
			assertThat(answer.info().cacheStatus()).isEqualTo(status);
		}
	}

	static Stream<Arguments> allowedCalls() {
		return Stream.of(arguments("name", "alice", List.of("alice")), arguments("index", "bob", List.of("bob")),
				arguments("escape", "%", List.of("a%b")), arguments("entityName", "bob", List.of("bob")),
				arguments("like", "li", List.of("alice")), arguments("path", "ALICE", List.of("alice")));
	}

	private static List<Member> call(Allowed allowed, String expression, String argument) {
		return switch (expression) {
			case "name" -> allowed.findByNameExpression(argument);
			case "index" -> allowed.findByIndexExpression(argument);
			case "escape" -> allowed.findEscaped(argument);
			case "entityName" -> allowed.findByEntityName(argument);
			case "like" -> allowed.findLike(argument);
			default -> allowed.findByPath(argument);
		};
	}

	@Test
	void neverSharesAnAnswerThatDependsOnThePrincipal() {
		Inherited inherited = TestRepositories.create(context, Inherited.class);
		for (String name : List.of("alice", "bob", "alice")) {
			Principals.current = name;
			var answer = accelerate.withAccelerateInfo(inherited::findMine);
			assertThat(answer.data()).map(Member::getName).contains(name);
			assertThat(answer.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
		}
	}

	@Test
	void leavesOtherMethodsOfTheRepositoryCached() {
		Inherited inherited = TestRepositories.create(context, Inherited.class);
		accelerate.invalidateAll();
		assertThat(accelerate.withAccelerateInfo(() -> inherited.findByName("alice")).info().cacheStatus())
			.isEqualTo(CacheStatus.MISS);
		assertThat(accelerate.withAccelerateInfo(() -> inherited.findByName("alice")).info().cacheStatus())
			.isEqualTo(CacheStatus.TTL);
	}

	private static String onlyMethod(Class<?> type) {
		assertThat(type.getDeclaredMethods()).filteredOn((method) -> !method.isBridge()).hasSize(1);
		return Stream.of(type.getDeclaredMethods())
			.filter((method) -> !method.isBridge())
			.map((method) -> method.getName() + Stream.of(method.getParameterTypes())
				.map(Class::getSimpleName)
				.collect(java.util.stream.Collectors.joining(", ", "(", ")")))
			.findFirst()
			.orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean
		Principals principals() {
			return new Principals();
		}

	}

	/**
	 * Stands for the security context, as Spring Security's extension offers it.
	 */
	static class Principals implements EvaluationContextExtension {

		static String current = "nobody";

		@Override
		public String getExtensionId() {
			return "principals";
		}

		@Override
		public Map<String, Object> getProperties() {
			return Map.of("principal", Map.of("name", current));
		}

	}

	interface Members extends JpaRepository<Member, Long> {

	}

	interface PrincipalQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = ?#{principal.name}")
		Optional<Member> findMine();

	}

	interface PrincipalInJpqlQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.email = :email and m.name = :#{principal['name']}")
		Optional<Member> findMine(String email);

	}

	interface PrincipalInNativeQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@NativeQuery("select * from members where name = ?#{principal.name}")
		Optional<Member> findMine();

	}

	interface PrincipalInCountQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query(value = "select m from Member m",
				countQuery = "select count(m) from Member m where m.name = ?#{principal.name}")
		Page<Member> findAllOfMine(Pageable pageable);

	}

	interface PrincipalAsArgument extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#name.concat(principal.name)}")
		Optional<Member> findMine(String name);

	}

	interface BeanQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{@principals.extensionId}")
		Optional<Member> findMine();

	}

	interface TypeQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{T(java.time.Instant).now().toString()}")
		Optional<Member> findNow();

	}

	interface ConstructorQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{new java.util.Date().toString()}")
		Optional<Member> findNow();

	}

	interface FunctionQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = ?#{currentUser()}")
		Optional<Member> findMine();

	}

	interface RootQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = ?#{#root.principal.name}")
		Optional<Member> findMine();

	}

	interface UnknownVariableQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#tenant}")
		Optional<Member> findMine();

	}

	interface NestedBracesQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name in ?#{{principal.name}}")
		Optional<Member> findMine();

	}

	interface Locked extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Lock(LockModeType.PESSIMISTIC_WRITE)
		Optional<Member> findByName(String name);

	}

	interface LockedFindById extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		@Lock(LockModeType.PESSIMISTIC_READ)
		Optional<Member> findById(Long id);

	}

	interface ModifyingQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Modifying
		@Query("update Member m set m.name = :name")
		int renameAll(String name);

	}

	interface ProcedureCall extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Procedure("next_number")
		Integer nextNumber(Integer number);

	}

	interface Streamed extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		Stream<Member> findByName(String name);

	}

	interface Nothing extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		void deleteByName(String name);

	}

	interface VoidQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :name")
		void findByName(String name);

	}

	interface Allowed extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#name}")
		List<Member> findByNameExpression(String name);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = ?#{[0]}")
		List<Member> findByIndexExpression(String name);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name like %?#{escape([0])}% escape ?#{escapeCharacter()}")
		List<Member> findEscaped(String part);

		@CacheStrategy(ttl = 60)
		@Query("select m from #{#entityName} m where m.name = ?1")
		List<Member> findByEntityName(String name);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name like %:#{#name}%")
		List<Member> findLike(String name);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#name.toLowerCase()}")
		List<Member> findByPath(String name);

	}

	@CacheStrategy(ttl = 60)
	interface Inherited extends Repository<Member, Long> {

		@Query("select m from Member m where m.name = ?#{principal['name']}")
		Optional<Member> findMine();

		List<Member> findByName(String name);

	}

	interface NamedPrincipalQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findNamed();

	}

	@CacheStrategy(ttl = 60)
	interface RewrittenQuery extends Repository<Member, Long> {

		@Query(value = "select m from Member m", queryRewriter = AsItIs.class)
		List<Member> findRewritten();

	}

	static class AsItIs implements QueryRewriter {

		@Override
		public String rewrite(String query, Sort sort) {
			return query;
		}

	}

}
