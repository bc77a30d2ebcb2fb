package dev.accelerate.strategy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.TestRepositories.Members;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.PropertiesBasedNamedQueries;
import org.springframework.data.spel.spi.EvaluationContextExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link QueryPlanSource} with expressions in queries that read more than the arguments:
 * the result depends on what is not part of the key.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForbiddenExpressionTests {

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture(Principals.class);

	@BeforeAll
	void save() {
		Members members = this.application.create(Members.class);
		members.save(new Member("alice", "alice@example.org", null));
		members.save(new Member("bob", "bob@example.org", null));
	}

	@ParameterizedTest
	@ValueSource(classes = { PrincipalQuery.class, PrincipalInJpqlQuery.class, PrincipalInNativeQuery.class,
			PrincipalInCountQuery.class, PrincipalAsArgument.class, BeanQuery.class, TypeQuery.class,
			ConstructorQuery.class, FunctionQuery.class, RootQuery.class, UnknownVariableQuery.class,
			NestedBracesQuery.class, ArgumentMethodQuery.class, ArgumentMethodByIndexQuery.class,
			ArgumentGetterQuery.class, GetterOfComponentQuery.class, ElementMethodQuery.class, EnumGetterQuery.class,
			EnumMethodQuery.class, ChangingEnumQuery.class, MutableEnumQuery.class, EnumOfSubclassesQuery.class,
			StaticMethodQuery.class, ToStringQuery.class, UnknownTypeQuery.class })
	void refusesAnExpressionThatReadsMoreThanTheArguments(Class<? extends Repository<?, ?>> type) {
		RefusedStrategyException refused = this.application.refusal(type);
		assertThat(refused.where()).isEqualTo(type.getName() + "." + onlyMethod(type));
		assertThat(refused.reason()).startsWith("the expression ")
			.endsWith(" in its query reads more than the arguments");
		assertThat(refused.remedy()).isEqualTo("Pass what it reads as a parameter, so that it becomes part of the key");
	}

	@Test
	void namesTheForbiddenExpression() {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> this.application.create(PrincipalQuery.class))
			.withMessageContaining("PrincipalQuery.findMine()")
			.withMessageContaining("?#{principal.name}");
	}

	@Test
	void refusesAnExpressionInAQueryThatIsDeclaredByName() {
		Properties queries = new Properties();
		queries.setProperty("Member.findNamed", "select m from Member m where m.name = ?#{principal.name}");
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> this.application.create(NamedPrincipalQuery.class,
					(factoryBean) -> factoryBean.setNamedQueries(new PropertiesBasedNamedQueries(queries))))
			.withMessageContaining("?#{principal.name}");
	}

	@Test
	void neverSharesAnAnswerThatDependsOnThePrincipal() {
		Inherited inherited = this.application.create(Inherited.class);
		Principals principals = this.application.bean(Principals.class);
		for (String name : List.of("alice", "bob", "alice")) {
			principals.current = name;
			var answer = this.application.accelerate.withAccelerateInfo(inherited::findMine);
			assertThat(answer.data()).map(Member::getName).contains(name);
			assertThat(answer.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
		}
	}

	@Test
	void leavesOtherMethodsOfTheRepositoryCached() {
		Inherited inherited = this.application.create(Inherited.class);
		this.application.accelerate.invalidateAll();
		assertThat(this.application.status(() -> inherited.findByName("alice"))).isEqualTo(CacheStatus.MISS);
		assertThat(this.application.status(() -> inherited.findByName("alice"))).isEqualTo(CacheStatus.TTL);
	}

	private static String onlyMethod(Class<?> type) {
		assertThat(type.getDeclaredMethods()).filteredOn((method) -> !method.isBridge()).hasSize(1);
		return Stream.of(type.getDeclaredMethods())
			.filter((method) -> !method.isBridge())
			.map((method) -> method.getName() + Stream.of(method.getParameterTypes())
				.map(Class::getSimpleName)
				.collect(Collectors.joining(", ", "(", ")")))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Stands for the security context, as Spring Security's extension offers it.
	 */
	static class Principals implements EvaluationContextExtension {

		private String current = "nobody";

		@Override
		public String getExtensionId() {
			return "principals";
		}

		@Override
		public Map<String, Object> getProperties() {
			return Map.of("principal", Map.of("name", this.current));
		}

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

	interface ArgumentMethodQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#filter.who()}")
		Optional<Member> findMine(Who filter);

	}

	interface ArgumentMethodByIndexQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = ?#{[0].who()}")
		Optional<Member> findMine(Who filter);

	}

	interface ArgumentGetterQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#filter.current}")
		Optional<Member> findMine(Who filter);

	}

	interface GetterOfComponentQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#filter.name}")
		Optional<Member> findMine(Who filter);

	}

	interface ElementMethodQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#filters[0].who()}")
		Optional<Member> findMine(List<Who> filters);

	}

	interface EnumGetterQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#kind.current}")
		Optional<Member> findMine(Kind kind);

	}

	interface EnumMethodQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#kind.getCurrent()}")
		Optional<Member> findMine(Kind kind);

	}

	interface ChangingEnumQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#kind.changing}")
		Optional<Member> findMine(Kind kind);

	}

	interface MutableEnumQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#kind.names[0]}")
		Optional<Member> findMine(Kind kind);

	}

	interface EnumOfSubclassesQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#kind.label}")
		Optional<Member> findMine(Subclassed kind);

	}

	interface StaticMethodQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#day.now().toString()}")
		Optional<Member> findMine(LocalDate day);

	}

	interface ToStringQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{'' + #filter}")
		Optional<Member> findMine(Who filter);

	}

	interface UnknownTypeQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#map['a'].bytes.class.name}")
		Optional<Member> findMine(Map<String, String> map);

	}

	/**
	 * Tells who is there, whatever it holds.
	 */
	record Who(String name) {

		String who() {
			return Thread.currentThread().getName();
		}

		public String getName() {
			return who();
		}

		public String getCurrent() {
			return who();
		}

	}

	enum Kind {

		ANY;

		private final List<String> names = new ArrayList<>();

		private String changing = "";

		public String getCurrent() {
			return Thread.currentThread().getName();
		}

		public String getChanging() {
			return this.changing;
		}

		public List<String> getNames() {
			return this.names;
		}

	}

	enum Subclassed {

		ANY {

			@Override
			public String getLabel() {
				return Thread.currentThread().getName();
			}

		};

		private final String label = name();

		public String getLabel() {
			return this.label;
		}

	}

	interface NamedPrincipalQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findNamed();

	}

	@CacheStrategy(ttl = 60)
	interface Inherited extends Repository<Member, Long> {

		@Query("select m from Member m where m.name = ?#{principal['name']}")
		Optional<Member> findMine();

		List<Member> findByName(String name);

	}

}
