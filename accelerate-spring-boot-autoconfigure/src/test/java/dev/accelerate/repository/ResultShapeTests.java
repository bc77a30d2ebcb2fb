package dev.accelerate.repository;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.snapshot.ResultSnapshotter;
import dev.accelerate.testing.DatabaseTraffic;
import dev.accelerate.testing.ObjectGraph;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Post;
import dev.accelerate.testing.domain.Role;
import dev.accelerate.testing.domain.Status;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ResultSnapshotter} with every shape of result, on its first and its second call,
 * compared with what the same repository returns where the cache is switched off.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ResultShapeTests {

	private static final String ALICE = "alice@example.org";

	private static final String BOB = "bob@example.org";

	private static final PageRequest PAGE = PageRequest.of(0, 2, Sort.by("name"));

	private final TestDatabase database;

	private ConfigurableApplicationContext cached;

	private ConfigurableApplicationContext uncached;

	private AccelerateOperations accelerate;

	private DatabaseTraffic traffic;

	ResultShapeTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.cached = TestApplication.run(this.database, Configured.class);
		String url = this.cached.getEnvironment().getRequiredProperty("spring.datasource.url");
		this.uncached = TestApplication.run(this.database, Configured.class, "spring.datasource.url=" + url,
				"spring.jpa.hibernate.ddl-auto=none", "accelerate.enabled=false");
		this.accelerate = this.cached.getBean(AccelerateOperations.class);
		this.traffic = this.cached.getBean(DatabaseTraffic.class);
		EntityManager entityManager = this.cached.getBean(EntityManager.class);
		new TransactionTemplate(this.cached.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> fill(entityManager));
	}

	private static void fill(EntityManager entityManager) {
		Team team = new Team("red");
		Role admin = new Role("admin");
		Role author = new Role("author");
		Member alice = new Member("alice", ALICE, team);
		alice.getRoles().addAll(List.of(admin, author));
		alice.getNicknames().addAll(List.of("al", "ali"));
		alice.getAttributes().putAll(Map.of("color", "green", "size", "m"));
		Member bob = new Member("bob", BOB, null);
		bob.setStatus(Status.BLOCKED);
		Member carol = new Member("carol", "carol@example.org", team);
		Stream.of(team, admin, author, alice, bob, carol, new Post("first", alice), new Post("second", alice))
			.forEach(entityManager::persist);
	}

	@AfterAll
	void stop() {
		this.uncached.close();
		this.cached.close();
	}

	static Stream<Shape> shapes() {
		return Stream.of(shape("findById", (shapes) -> shapes.findById(1L)),
				shape("findById, absent", (shapes) -> shapes.findById(-1L)), shape("findAll", ShapeRepository::findAll),
				shape("findAll(Sort)", (shapes) -> shapes.findAll(Sort.by("name").descending())),
				shape("findAll(Pageable)", (shapes) -> shapes.findAll(PAGE)),
				shape("findAll(Pageable), beyond the last", (shapes) -> shapes.findAll(PAGE.withPage(7))),
				shape("findAllById", (shapes) -> shapes.findAllById(List.of(1L, 2L, -1L))),
				shape("existsById", (shapes) -> shapes.existsById(1L)),
				shape("existsById, absent", (shapes) -> shapes.existsById(-1L)), shape("count", ShapeRepository::count),

				shape("entity", (shapes) -> shapes.findByEmail(ALICE)),
				shape("entity, without a team", (shapes) -> shapes.findByEmail(BOB)),
				shape("null", (shapes) -> shapes.findByEmail("nobody")),
				shape("optional", (shapes) -> shapes.findOptionalByEmail(ALICE)),
				shape("optional, empty", (shapes) -> shapes.findOptionalByEmail("nobody")),
				shape("list", (shapes) -> shapes.findByEmailContainingOrderByName("example")),
				shape("list, empty", (shapes) -> shapes.findByEmailContainingOrderByName("nobody")),
				shape("set", (shapes) -> shapes.findSetByEmailContaining("alice")),
				shape("collection", (shapes) -> shapes.findCollectionByEmailContainingOrderByName("example")),
				shape("iterable", (shapes) -> shapes.findIterableByEmailContainingOrderByName("example")),
				shape("page", (shapes) -> shapes.findPageByEmailContaining("example", PAGE)),
				shape("list, sorted and limited",
						(shapes) -> shapes.findByStatus(Status.ACTIVE, Sort.by("name"), Limit.of(1))),
				shape("entity graph", (shapes) -> shapes.findGraphByEmail(ALICE)),
				shape("JPQL, join fetch", (shapes) -> shapes.findDeclared("alice")),
				shape("JPQL, two of one author", ShapeRepository::findPosts),
				shape("JPQL, set of what hashes its name", (shapes) -> shapes.findRoles(ALICE)),
				shape("native", (shapes) -> shapes.findNative("%example%")),
				shape("@NativeQuery", (shapes) -> shapes.findNativeQuery(ALICE)),
				shape("envelope of an entity", (shapes) -> shapes.findEnvelopedByEmail(ALICE)),
				shape("envelope of null", (shapes) -> shapes.findEnvelopedByEmail("nobody")),
				shape("envelope of an optional", (shapes) -> shapes.findEnvelopedOptionalByEmail(ALICE)),
				shape("envelope of an empty optional", (shapes) -> shapes.findEnvelopedOptionalByEmail("nobody")),
				shape("envelope of a list",
						(shapes) -> shapes.findEnvelopedListByEmailContainingOrderByName("example")),
				shape("envelope of a set", (shapes) -> shapes.findEnvelopedSetByEmailContaining("alice")),
				shape("envelope of a collection",
						(shapes) -> shapes.findEnvelopedCollectionByEmailContainingOrderByName("example")),
				shape("envelope of a page", (shapes) -> shapes.findEnvelopedPageByEmailContaining("example", PAGE)),
				shape("envelope, JPQL", (shapes) -> shapes.findEnvelopedDeclared("alice")),
				shape("envelope, @NativeQuery", (shapes) -> shapes.findEnvelopedNativeQuery(ALICE)),

				shape("long", (shapes) -> shapes.countByStatus(Status.ACTIVE)),
				shape("int", (shapes) -> shapes.findNameLength(ALICE)),
				shape("boolean", (shapes) -> shapes.existsByEmail(ALICE)),
				shape("boolean, false", (shapes) -> shapes.existsByEmail("nobody")),
				shape("String", (shapes) -> shapes.findName(ALICE)),
				shape("String, null", (shapes) -> shapes.findName("nobody")),
				shape("BigDecimal", (shapes) -> shapes.findBalance(ALICE)),
				shape("enum", (shapes) -> shapes.findStatus(BOB)),
				shape("LocalDate", (shapes) -> shapes.findBirthday(ALICE)),
				shape("UUID", (shapes) -> shapes.findToken(ALICE)),
				shape("Instant", (shapes) -> shapes.findCreatedAt(ALICE)),
				shape("Date", (shapes) -> shapes.findSince(ALICE)),
				shape("byte[]", (shapes) -> shapes.findAvatar(ALICE)),
				shape("list of String", ShapeRepository::findNames),
				shape("list of BigDecimal", ShapeRepository::findBalances),
				shape("list of enum", ShapeRepository::findStatuses),
				shape("list of LocalDate", ShapeRepository::findBirthdays),
				shape("set of UUID", ShapeRepository::findTokens),
				shape("page of Long", (shapes) -> shapes.findIds(PageRequest.of(1, 1, Sort.by("id")))),
				shape("long, native", ShapeRepository::countNative),
				shape("list of String, @NativeQuery", ShapeRepository::findNativeNames),
				shape("envelope of long", (shapes) -> shapes.countEnvelopedByStatus(Status.BLOCKED)),
				shape("envelope of boolean", (shapes) -> shapes.existsEnvelopedByEmail(ALICE)),
				shape("envelope of String", (shapes) -> shapes.findEnvelopedName(ALICE)),
				shape("envelope of a list of enum", ShapeRepository::findEnvelopedStatuses),
				shape("envelope of an optional LocalDate", ShapeRepository::findEnvelopedYoungest),

				shape("interface projection", (shapes) -> shapes.findViewByEmail(ALICE)),
				shape("interface projection, null", (shapes) -> shapes.findViewByEmail("nobody")),
				shape("interface projection, optional", (shapes) -> shapes.findOptionalViewByEmail(ALICE)),
				shape("interface projection, list",
						(shapes) -> shapes.findViewsByEmailContainingOrderByName("example")),
				shape("interface projection, page", (shapes) -> shapes.findViewPageByEmailContaining("example", PAGE)),
				shape("interface projection, nested",
						(shapes) -> shapes.findTeamedViewsByEmailContainingOrderByName("example")),
				shape("interface projection, native", ShapeRepository::findNativeViews),
				shape("envelope of interface projections",
						(shapes) -> shapes.findEnvelopedViewsByEmailContainingOrderByName("example")),
				shape("envelope of an optional interface projection",
						(shapes) -> shapes.findEnvelopedOptionalViewByEmail(ALICE)),
				shape("record", (shapes) -> shapes.findRecordsByEmailContainingOrderByName("example")),
				shape("record, with mutable components", (shapes) -> shapes.findMutableRecordByEmail(ALICE)),
				shape("record, page", (shapes) -> shapes.findRecordPageByEmailContaining("example", PAGE)),
				shape("record, JPQL", ShapeRepository::findDeclaredRecords),
				shape("envelope of records",
						(shapes) -> shapes.findEnvelopedRecordsByEmailContainingOrderByName("example")),
				shape("immutable class", (shapes) -> shapes.findClassesByEmailContainingOrderByName("example")),
				shape("mutable class", (shapes) -> shapes.findMutableClassByEmail(ALICE)),
				shape("envelope of a mutable class", (shapes) -> shapes.findEnvelopedMutableClassByEmail(ALICE)),

				shape("default method, one entity twice", (shapes) -> shapes.findTwice(ALICE)),
				shape("default method, an entity's own collection", (shapes) -> shapes.findPostsOf(ALICE)),
				shape("default method, own envelope and record", (shapes) -> shapes.summarize(ALICE)),
				shape("fragment", (shapes) -> shapes.search("example")),
				shape("fragment, own envelope", (shapes) -> shapes.searchCount("example")));
	}

	private static Shape shape(String name, Function<ShapeRepository, Object> call) {
		return new Shape(name, call);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("shapes")
	void secondCallCostsNothingAndEqualsTheTruth(Shape shape) {
		String truth = ObjectGraph.describe(unwrap(shape.call().apply(this.uncached.getBean(ShapeRepository.class))));
		this.accelerate.invalidateAll();
		Accelerated<Object> miss = call(shape);
		DatabaseTraffic.Counts before = this.traffic.counts();
		Accelerated<Object> hit = call(shape);
		Accelerated<Object> second = call(shape);
		assertThat(this.traffic.counts()).isEqualTo(before);
		assertThat(miss.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(hit.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(hit.info().signature()).isEqualTo(miss.info().signature()).isNotEmpty();
		assertThat(ObjectGraph.describe(miss.data())).isEqualTo(truth);
		assertThat(ObjectGraph.describe(hit.data())).isEqualTo(truth);
		assertThat(ObjectGraph.shared(miss.data(), hit.data())).isEmpty();
		assertThat(ObjectGraph.shared(hit.data(), second.data())).isEmpty();
	}

	/**
	 * Call and take what is in the envelope. An envelope of the method's own says what
	 * the operations say.
	 */
	private Accelerated<Object> call(Shape shape) {
		ShapeRepository shapes = this.cached.getBean(ShapeRepository.class);
		Accelerated<Object> outer = this.accelerate.withAccelerateInfo(() -> shape.call().apply(shapes));
		if (outer.data() instanceof Accelerated<?> inner) {
			assertThat(inner.info()).isEqualTo(outer.info());
		}
		return new Accelerated<>(unwrap(outer.data()), outer.info());
	}

	private static Object unwrap(Object result) {
		return (result instanceof Accelerated<?> envelope) ? envelope.data() : result;
	}

	record Shape(String name, Function<ShapeRepository, Object> call) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(basePackageClasses = ShapeRepository.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ShapeRepository.class))
	static class Configured {

	}

}
