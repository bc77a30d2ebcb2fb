package dev.accelerate.repository;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.ExampleMatcher.GenericPropertyMatchers;
import org.springframework.data.domain.ExampleMatcher.StringMatcher;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.PredicateSpecification;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CacheInterceptor} with specifications and examples as arguments: answers are
 * those of a repository without the cache, and those of one argument never answer
 * another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CriteriaArgumentTests {

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	private Criteria cached;

	private Plain plain;

	private Team red;

	private Team blue;

	@BeforeAll
	void save() {
		this.cached = this.application.create(Criteria.class);
		this.plain = this.application.create(Plain.class);
		Teams teams = this.application.create(Teams.class);
		this.red = teams.save(new Team("red"));
		this.blue = teams.save(new Team("blue"));
		this.plain.save(new Member("alice", "alice@example.org", this.red));
		this.plain.save(new Member("Alice", "upper@example.org", this.blue));
		this.plain.save(new Member("bob", "bob@example.org", this.red));
		this.plain.save(new Member("malice", "m%e@example.org", null));
	}

	@BeforeEach
	void forget() {
		this.application.accelerate.invalidateAll();
	}

	@Test
	void specificationsAreToldApartByWhatTheyAskFor() {
		List<Supplier<Specification<Member>>> specifications = List.of(() -> named("alice"), () -> named("bob"),
				() -> Specification.not(named("alice")), () -> named("alice").or(named("bob")),
				() -> named("alice").and(named("bob")), Specification::unrestricted, () -> in(this.red),
				() -> in(this.blue), () -> startingWith("a"), () -> startingWith("A"),
				() -> where((root, query, builder) -> builder.isNull(root.get("team"))),
				() -> where((root, query, builder) -> builder.isNotNull(root.get("team"))),
				() -> where((root, query, builder) -> {
					query.orderBy(builder.desc(root.get("email")));
					return builder.isNotNull(root.get("team"));
				}), () -> where((root, query, builder) -> builder.equal(root.join("team").get("name"), "red")),
				() -> where((root, query, builder) -> builder.equal(builder.lower(root.get("name")), "alice")),
				() -> where((root, query, builder) -> root.get("name").in(List.of("alice", "bob"))), ByName.ALICE,
				ByName.BOB);
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			for (Supplier<Specification<Member>> specification : specifications) {
				assertAnswer(() -> this.cached.findAll(specification.get()),
						() -> this.plain.findAll(specification.get()),
						(specification instanceof ByName) ? CacheStatus.TTL : status);
			}
		}
	}

	@Test
	void specificationsCountAndPage() {
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			assertAnswer(() -> this.cached.count(named("alice")), () -> this.plain.count(named("alice")), status);
			assertAnswer(() -> this.cached.exists(named("alice")), () -> this.plain.exists(named("alice")), status);
			assertAnswer(() -> this.cached.exists(named("nobody")), () -> this.plain.exists(named("nobody")), status);
			assertAnswer(() -> this.cached.findOne(named("bob")), () -> this.plain.findOne(named("bob")), status);
			for (Sort sort : List.of(Sort.by("email"), Sort.by("email").descending())) {
				assertAnswer(() -> this.cached.findAll(startingWith("a"), sort),
						() -> this.plain.findAll(startingWith("a"), sort), status);
				assertAnswer(() -> this.cached.findAll(fetchingTeam(), PageRequest.of(0, 1, sort)).map(Member::getName),
						() -> this.plain.findAll(fetchingTeam(), PageRequest.of(0, 1, sort)).map(Member::getName),
						status);
			}
		}
	}

	@Test
	void predicateSpecificationsAreAnsweredLikeOthers() {
		PredicateSpecification<Member> alice = (from, builder) -> builder.equal(from.get("name"), "alice");
		PredicateSpecification<Member> bob = (from, builder) -> builder.equal(from.get("name"), "bob");
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			assertAnswer(() -> this.cached.findAll(alice), () -> this.plain.findAll(alice), status);
			assertAnswer(() -> this.cached.findAll(bob), () -> this.plain.findAll(bob), status);
			assertAnswer(() -> this.cached.count(alice), () -> this.plain.count(alice), status);
		}
	}

	/**
	 * A specification is a piece of code, and the key is what it asks for at this moment.
	 */
	@Test
	void specificationThatReadsTheThreadHasAKeyForEachOfItsValues() {
		ThreadLocal<String> user = new ThreadLocal<>();
		Specification<Member> own = where((root, query, builder) -> builder.equal(root.get("name"), user.get()));
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			for (String name : List.of("alice", "bob")) {
				user.set(name);
				assertAnswer(() -> this.cached.findAll(own), () -> this.plain.findAll(own), status);
			}
		}
	}

	@Test
	void specificationThatChangesBetweenItsKeyAndItsQueryIsNotKept() {
		List<String> names = new ArrayList<>(List.of("alice", "bob", "carol"));
		Specification<Member> changing = where(
				(root, query, builder) -> builder.equal(root.get("name"), names.remove(0)));
		assertThat(this.cached.findAll(changing)).extracting(Member::getName).containsExactly("bob");
		assertThat(names).isEmpty();
		assertAnswer(() -> this.cached.findAll(named("alice")), () -> this.plain.findAll(named("alice")),
				CacheStatus.MISS);
		assertAnswer(() -> this.cached.findAll(named("bob")), () -> this.plain.findAll(named("bob")), CacheStatus.MISS);
	}

	@ParameterizedTest
	@MethodSource("unknown")
	void whatCannotBeWrittenDownExactlyBypassesTheCache(Specification<Member> specification) {
		for (int i = 0; i < 2; i++) {
			assertAnswer(() -> this.cached.findAll(specification), () -> this.plain.findAll(specification),
					CacheStatus.NONE);
		}
	}

	static List<Specification<Member>> unknown() {
		return List.of(
				where((root, query, builder) -> builder.lessThan(root.<Instant>get("createdAt"),
						builder.currentTimestamp().as(Instant.class))),
				where((root, query, builder) -> builder.isNotNull(builder.function("rand", Double.class))),
				where((root, query, builder) -> builder.equal(builder.function("database", String.class), "x")),
				where((root, query, builder) -> builder.lessThan(root.<java.util.Date>get("since"),
						new java.util.Date())));
	}

	@Test
	void examplesAreToldApartByProbeAndMatcher() {
		AtomicReference<String> transformed = new AtomicReference<>("bob");
		ExampleMatcher matcher = ExampleMatcher.matching().withIgnorePaths("status", "address", "loads");
		ExampleMatcher onlyName = matcher.withIgnorePaths("status", "address", "loads", "birthday", "createdAt",
				"balance", "token", "avatar", "since", "email");
		List<Example<Member>> examples = List.of(Example.of(probe("alice"), onlyName),
				Example.of(probe("bob"), onlyName), Example.of(probe("alice"), onlyName.withIgnoreCase()),
				Example.of(probe("alice"), onlyName.withIgnoreCase("name")),
				Example.of(probe("lic"), onlyName.withStringMatcher(StringMatcher.CONTAINING)),
				Example.of(probe("lic"), onlyName.withStringMatcher(StringMatcher.STARTING)),
				Example.of(probe("li"), onlyName.withStringMatcher(StringMatcher.ENDING)),
				Example.of(probe("alice"), onlyName.withMatcher("name", GenericPropertyMatchers.endsWith())),
				Example.of(probe("ALICE"),
						onlyName.withTransformer("name",
								(name) -> name.map((n) -> n.toString().toLowerCase(Locale.ROOT)))),
				Example.of(probe("x"), onlyName.withTransformer("name", (name) -> Optional.of(transformed.get()))),
				Example.of(probe("alice"), onlyName.withIncludeNullValues().withIgnorePaths(ignoredButTeam())),
				Example.of(new Member("alice", "bob@example.org", null),
						ExampleMatcher.matchingAny().withIgnorePaths(ignoredButEmail())),
				Example.of(new Member("alice", "bob@example.org", null),
						ExampleMatcher.matchingAll().withIgnorePaths(ignoredButEmail())));
		for (int i = 0; i < 2; i++) {
			for (Example<Member> example : examples) {
				assertAnswer(() -> this.cached.findAll(example), () -> this.plain.findAll(example), null);
				assertAnswer(() -> this.cached.count(example), () -> this.plain.count(example), null);
				assertAnswer(() -> this.cached.exists(example), () -> this.plain.exists(example), null);
				assertAnswer(() -> this.cached.findAll(example, Sort.by("email")),
						() -> this.plain.findAll(example, Sort.by("email")), null);
				assertAnswer(
						() -> this.cached.findAll(example, PageRequest.of(0, 1, Sort.by("email")))
							.map(Member::getEmail),
						() -> this.plain.findAll(example, PageRequest.of(0, 1, Sort.by("email"))).map(Member::getEmail),
						null);
			}
		}
		Example<Member> first = examples.get(0);
		assertThat(this.application.status(() -> this.cached.findAll(first))).isEqualTo(CacheStatus.TTL);
		assertThat(this.application.status(() -> this.cached.findAll(Example.of(probe("alice"), onlyName))))
			.isEqualTo(CacheStatus.TTL);
		transformed.set("alice");
		Example<Member> last = examples.get(9);
		assertAnswer(() -> this.cached.findAll(last), () -> this.plain.findAll(last), CacheStatus.TTL);
		transformed.set("nobody");
		assertAnswer(() -> this.cached.findAll(last), () -> this.plain.findAll(last), CacheStatus.MISS);
	}

	@Test
	void writesMakeAnswersInvalid() {
		assertAnswer(() -> this.cached.findAll(named("carol")), List::of, CacheStatus.MISS);
		Member carol = this.plain.save(new Member("carol", "carol@example.org", null));
		assertAnswer(() -> this.cached.findAll(named("carol")), () -> this.plain.findAll(named("carol")),
				CacheStatus.MISS);
		this.plain.delete(carol);
		assertAnswer(() -> this.cached.findAll(named("carol")), List::of, CacheStatus.MISS);
	}

	private void assertAnswer(Supplier<?> cached, Supplier<?> truth, CacheStatus status) {
		var answer = this.application.accelerate.withAccelerateInfo(cached::get);
		assertThat(answer.data()).usingRecursiveComparison()
			.ignoringFieldsMatchingRegexes(".*team", ".*roles", ".*posts", ".*nicknames", ".*attributes")
			.isEqualTo(truth.get());
		if (status != null) {
			assertThat(answer.info().cacheStatus()).isEqualTo(status);
		}
	}

	private static Member probe(String name) {
		return new Member(name, "", null);
	}

	private static String[] ignoredButTeam() {
		return new String[] { "id", "status", "address", "loads", "birthday", "createdAt", "balance", "token", "avatar",
				"since", "email", "roles", "posts", "nicknames", "attributes" };
	}

	private static String[] ignoredButEmail() {
		return new String[] { "status", "address", "loads", "birthday", "createdAt", "balance", "token", "avatar",
				"since" };
	}

	private static Specification<Member> where(Specification<Member> specification) {
		return specification;
	}

	private static Specification<Member> named(String name) {
		return (root, query, builder) -> builder.equal(root.get("name"), name);
	}

	private static Specification<Member> startingWith(String prefix) {
		return (root, query, builder) -> builder.like(root.get("name"), prefix + "%");
	}

	private static Specification<Member> in(Team team) {
		return (root, query, builder) -> builder.equal(root.get("team"), team);
	}

	/**
	 * Fetches in the query of rows only, as many specifications do.
	 */
	private static Specification<Member> fetchingTeam() {
		return (root, query, builder) -> {
			if (query.getResultType() == Member.class) {
				root.fetch("team");
			}
			return builder.isNotNull(root.get("team"));
		};
	}

	/**
	 * Specifications that are constants of an enum, whose names say nothing about what
	 * they ask for.
	 */
	enum ByName implements Specification<Member>, Supplier<Specification<Member>> {

		ALICE, BOB;

		@Override
		public Predicate toPredicate(Root<Member> root, CriteriaQuery<?> query, CriteriaBuilder builder) {
			return builder.equal(root.get("name"), name().toLowerCase(Locale.ROOT));
		}

		@Override
		public Specification<Member> get() {
			return this;
		}

	}

	@CacheStrategy(ttl = 60)
	interface Criteria extends JpaRepository<Member, Long>, JpaSpecificationExecutor<Member> {

	}

	interface Plain extends JpaRepository<Member, Long>, JpaSpecificationExecutor<Member> {

	}

	interface Teams extends JpaRepository<Team, Long> {

	}

}
