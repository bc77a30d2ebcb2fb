package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.strategy.MethodIdentity;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManager;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.NoRepositoryBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QuerySigner} with calls that look alike and ask for different things: two of
 * them never share one key. What the cache answers is compared with what the database
 * answers to the same call.
 */
class KeyCollisionTests {

	private static ConfigurableApplicationContext context;

	private final MemberQueries members = context.getBean(MemberQueries.class);

	private final OtherMemberQueries others = context.getBean(OtherMemberQueries.class);

	private final TeamQueries teams = context.getBean(TeamQueries.class);

	private final AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);

	@BeforeAll
	static void start() {
		context = TestApplication.run(TestDatabase.H2, Configured.class);
		TeamQueries teams = context.getBean(TeamQueries.class);
		Team team = teams.saveAll(List.of(new Team("a"), new Team("b"), new Team("c"))).get(0);
		List<Member> members = new ArrayList<>();
		for (String name : List.of("a", "b", "ab", "a,b", "null", "")) {
			members.add(new Member(name, name + "@example.org", team));
		}
		Member nameless = new Member("nameless", "nameless@example.org", null);
		nameless.setName(null);
		members.add(nameless);
		context.getBean(MemberQueries.class).saveAll(members);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void forgetEverything() {
		this.accelerate.invalidateAll();
	}

	@Test
	void nullIsNoText() {
		checkAllDiffer(names(this.members::findByName, null, "null", "", "a", "0"));
	}

	@Test
	void nullsKeepTheirPlaces() {
		checkAllDiffer(List.of(() -> emails(this.members.findByNameOrEmail(null, "a")),
				() -> emails(this.members.findByNameOrEmail("a", null)),
				() -> emails(this.members.findByNameOrEmail(null, null)),
				() -> emails(this.members.findByNameOrEmail("a", "a"))));
	}

	@Test
	void textsKeepTheirBounds() {
		checkAllDiffer(List.of(() -> emails(this.members.findByNameOrEmail("a", "b@example.org")),
				() -> emails(this.members.findByNameOrEmail("ab", "@example.org")),
				() -> emails(this.members.findByNameOrEmail("", "ab@example.org"))));
	}

	@Test
	void elementsOfVarargsKeepTheirBounds() {
		checkAllDiffer(List.of(() -> emails(this.members.findByNameIn("a", "b")),
				() -> emails(this.members.findByNameIn("ab")), () -> emails(this.members.findByNameIn("a,b")),
				() -> emails(this.members.findByNameIn()), () -> emails(this.members.findByNameIn("null")),
				() -> emails(this.members.findByNameIn(new String[] { null })),
				() -> emails(this.members.findByNameIn("a"))));
	}

	@Test
	void arraysAreToldApartByTheirContent() {
		checkAllDiffer(List.of(() -> emails(this.members.findByAvatar(new byte[] { 1, 2, 3 })),
				() -> emails(this.members.findByAvatar(new byte[] { 1, 2 })),
				() -> emails(this.members.findByAvatar(null))));
		checkHit(() -> emails(this.members.findByAvatar(new byte[] { 1, 2, 3 })));
	}

	@Test
	void overloadsAreDifferentQueries() {
		checkAllDiffer(List.of(() -> this.members.describe((Long) null), () -> this.members.describe((String) null),
				() -> emails(this.members.findByNameIn("a")), () -> emails(this.members.findByNameIn(List.of("a"))),
				() -> emails(this.members.findByNameIn(Set.of("a"))), () -> this.members.describe("1"),
				() -> this.members.describe(1L)));
	}

	@Test
	void repositoriesOfOneEntityAreDifferent() {
		checkAllDiffer(List.of(() -> emails(this.members.findByName("a")), () -> emails(this.others.findByName("a")),
				() -> emails(this.members.findByNameIn("a")), () -> emails(this.others.findByNameIn("a"))));
	}

	@Test
	void repositoriesThatInheritOneMethodAreDifferent() {
		checkAllDiffer(
				List.of(() -> this.members.findNames(), () -> this.teams.findNames(), () -> this.others.findNames()));
	}

	@Test
	void fragmentsAreDifferent() {
		checkAllDiffer(List.of(() -> this.members.label("a"), () -> this.members.label(1L),
				() -> this.members.label((String) null), () -> this.members.label((Integer) null),
				() -> this.members.label((Long) null)));
	}

	/**
	 * Spring Data gives both calls to one of the fragments, and so does the cache.
	 */
	@Test
	void methodOfTwoFragmentsIsThatOfTheDatabase() {
		FirstFragment first = this.members;
		SecondFragment second = this.members;
		for (int i = 0; i < 2; i++) {
			assertThat(first.kind()).isEqualTo(uncached(first::kind));
			assertThat(second.kind()).isEqualTo(uncached(second::kind));
		}
	}

	@Test
	void pagesSortsAndLimitsAreToldApart() {
		checkAllDiffer(List.of(() -> emails(this.members.findByNameNotNull(PageRequest.of(0, 2))),
				() -> emails(this.members.findByNameNotNull(PageRequest.of(1, 2))),
				() -> emails(this.members.findByNameNotNull(PageRequest.of(0, 3))),
				() -> emails(this.members.findByNameNotNull(PageRequest.of(0, 2, Sort.by("email").descending()))),
				() -> emails(this.members.findByNameNotNull(Pageable.unpaged())),
				() -> emails(this.members.findByNameNotNull(Sort.by("email"))),
				() -> emails(this.members.findByNameNotNull(Sort.by("email").descending())),
				() -> emails(this.members.findByNameNotNull(Limit.of(2))),
				() -> emails(this.members.findByNameNotNull(Limit.unlimited()))));
	}

	/**
	 * As after an upgrade of the application, with entries that outlived the old one.
	 */
	@Test
	void textOfTheQueryIsPartOfTheKey() throws Exception {
		Method before = queryMethod("select m from Member m where m.name = ?1");
		Method same = queryMethod("select m from Member m where m.name = ?1");
		Method after = queryMethod("select m from Member m where m.email = ?1");
		assertThat(identity(before)).isEqualTo(identity(same)).isNotEqualTo(identity(after));
	}

	@Test
	void nameOfTheBeanIsPartOfTheKey() throws Exception {
		Method method = queryMethod("select m from Member m");
		assertThat(MethodIdentity.identity(method, method.getDeclaringClass(), "first"))
			.isNotEqualTo(MethodIdentity.identity(method, method.getDeclaringClass(), "second"));
	}

	private static String identity(Method method) {
		return MethodIdentity.identity(method, method.getDeclaringClass(), "repository");
	}

	private static Method queryMethod(String text) throws Exception {
		return new ByteBuddy().makeInterface()
			.name("example.MemberRepository")
			.defineMethod("find", List.class, Visibility.PUBLIC)
			.withParameters(String.class)
			.withoutCode()
			.annotateMethod(AnnotationDescription.Builder.ofType(Query.class).define("value", text).build())
			.make()
			.load(KeyCollisionTests.class.getClassLoader())
			.getLoaded()
			.getMethod("find", String.class);
	}

	private void checkAllDiffer(List<Supplier<Object>> calls) {
		Set<String> signatures = new HashSet<>();
		for (Supplier<Object> call : calls) {
			Accelerated<Object> missed = this.accelerate.withAccelerateInfo(call);
			assertThat(missed.data()).isEqualTo(uncached(call));
			assertThat(missed.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
			assertThat(signatures.add(missed.info().signature())).as("a signature of its own").isTrue();
		}
		calls.forEach(this::checkHit);
	}

	private void checkHit(Supplier<Object> call) {
		Accelerated<Object> hit = this.accelerate.withAccelerateInfo(call);
		assertThat(hit.data()).isEqualTo(uncached(call));
		assertThat(hit.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
	}

	/**
	 * Asks the database.
	 */
	private <T> T uncached(Supplier<T> call) {
		Accelerated<T> answered = this.accelerate
			.withAccelerateInfo(() -> this.accelerate.withCacheStrategy(CacheOptions.none(), call));
		assertThat(answered.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
		return answered.data();
	}

	private static List<Supplier<Object>> names(Function<String, List<Member>> query, String... arguments) {
		return Arrays.stream(arguments)
			.map((argument) -> (Supplier<Object>) () -> emails(query.apply(argument)))
			.toList();
	}

	private static List<String> emails(List<Member> members) {
		return members.stream().map(Member::getEmail).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = KeyCollisionTests.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = { MemberQueries.class, OtherMemberQueries.class, TeamQueries.class }))
	static class Configured {

	}

	@NoRepositoryBean
	interface NameQueries {

		@CacheStrategy(ttl = 60)
		@Query("select e.name from #{#entityName} e order by e.id")
		List<String> findNames();

	}

	interface MemberQueries extends JpaRepository<Member, Long>, NameQueries, FirstFragment, SecondFragment {

		@CacheStrategy(ttl = 60)
		List<Member> findByName(@Nullable String name);

		@CacheStrategy(ttl = 60)
		List<Member> findByNameOrEmail(@Nullable String name, @Nullable String email);

		@CacheStrategy(ttl = 60)
		List<Member> findByNameIn(@Nullable String... names);

		@CacheStrategy(ttl = 60)
		List<Member> findByNameIn(Collection<String> names);

		@CacheStrategy(ttl = 60)
		List<Member> findByAvatar(byte @Nullable [] avatar);

		@CacheStrategy(ttl = 60)
		List<Member> findByNameNotNull(Pageable pageable);

		@CacheStrategy(ttl = 60)
		List<Member> findByNameNotNull(Sort sort);

		@CacheStrategy(ttl = 60)
		List<Member> findByNameNotNull(Limit limit);

		@CacheStrategy(ttl = 60)
		@Query("select 'of id ' || m.email from Member m where m.id = ?1 or m.name is null")
		List<String> describe(@Nullable Long id);

		@CacheStrategy(ttl = 60)
		@Query("select 'of name ' || m.email from Member m where m.name = ?1 or m.name is null")
		List<String> describe(@Nullable String name);

	}

	interface OtherMemberQueries extends JpaRepository<Member, Long>, NameQueries {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name <> ?1")
		List<Member> findByName(@Nullable String name);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name is null")
		List<Member> findByNameIn(@Nullable String... names);

	}

	interface TeamQueries extends JpaRepository<Team, Long>, NameQueries {

	}

	interface FirstFragment {

		@CacheStrategy(ttl = 60)
		String label(@Nullable String name);

		@CacheStrategy(ttl = 60)
		String label(@Nullable Integer number);

		@CacheStrategy(ttl = 60)
		String kind();

	}

	interface SecondFragment {

		@CacheStrategy(ttl = 60)
		String label(@Nullable Long id);

		@CacheStrategy(ttl = 60)
		String kind();

	}

	/**
	 * Echo of the database: what no statement was seen to answer is not kept.
	 */
	static String echo(EntityManager entityManager, String text) {
		return entityManager.createQuery("select concat(:text, '') from Team t where t.name = 'a'", String.class)
			.setParameter("text", text)
			.getSingleResult();
	}

	static class FirstFragmentImpl implements FirstFragment {

		private final EntityManager entityManager;

		FirstFragmentImpl(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		@Override
		public String label(@Nullable String name) {
			return echo(this.entityManager, "name " + name);
		}

		@Override
		public String label(Integer number) {
			return echo(this.entityManager, "number " + number);
		}

		@Override
		public String kind() {
			return echo(this.entityManager, "first");
		}

	}

	static class SecondFragmentImpl implements SecondFragment {

		private final EntityManager entityManager;

		SecondFragmentImpl(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		@Override
		public String label(@Nullable Long id) {
			return echo(this.entityManager, "id " + id);
		}

		@Override
		public String kind() {
			return echo(this.entityManager, "second");
		}

	}

}
