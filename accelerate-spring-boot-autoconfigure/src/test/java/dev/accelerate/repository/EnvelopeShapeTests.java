package dev.accelerate.repository;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.testing.DatabaseTraffic;
import dev.accelerate.testing.ObjectGraph;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Role;
import dev.accelerate.testing.domain.Status;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.util.Streamable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Accelerated} in every combination of envelope, options and shape, as a miss and
 * as a hit, compared with what the same repository returns where the cache is switched
 * off.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EnvelopeShapeTests {

	private static final String ALICE = "alice@example.org";

	private static final PageRequest PAGE = PageRequest.of(0, 1, Sort.by("name"));

	private static final CacheOptions OPTIONS = CacheOptions.ofTtl(60).withTags("mine");

	private static final Status ACTIVE = Status.ACTIVE;

	private final TestDatabase database;

	private ConfigurableApplicationContext cached;

	private ConfigurableApplicationContext uncached;

	private AccelerateOperations accelerate;

	EnvelopeShapeTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.cached = TestApplication.run(this.database, Configured.class);
		String url = this.cached.getEnvironment().getRequiredProperty("spring.datasource.url");
		this.uncached = TestApplication.run(this.database, Configured.class, "spring.datasource.url=" + url,
				"spring.jpa.hibernate.ddl-auto=none", "accelerate.enabled=false");
		this.accelerate = this.cached.getBean(AccelerateOperations.class);
		EntityManager entityManager = this.cached.getBean(EntityManager.class);
		new TransactionTemplate(this.cached.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> {
				Team team = new Team("red");
				Role admin = new Role("admin");
				Member alice = new Member("alice", ALICE, team);
				alice.getRoles().add(admin);
				Stream.of(team, admin, alice, new Member("bob", "bob@example.org", null))
					.forEach(entityManager::persist);
			});
	}

	@AfterAll
	void stop() {
		this.uncached.close();
		this.cached.close();
	}

	static Stream<Shape> shapes() {
		return Stream.of(shape("list", (all) -> all.findByEmailContaining("alice")),
				shape("set", (all) -> all.findSetByEmailContaining("alice")),
				shape("streamable", (all) -> all.findStreamableByEmailContaining("alice")),
				shape("iterable", (all) -> all.findIterableByEmailContaining("alice")),
				shape("optional", (all) -> all.findByEmail(ALICE)),
				shape("optional, empty", (all) -> all.findByEmail("nobody")),
				shape("entity", (all) -> all.findOneByName("alice")),
				shape("entity, null", (all) -> all.findOneByName("nobody")),
				shape("page", (all) -> all.findByStatus(ACTIVE, PAGE)),
				shape("slice", (all) -> all.findSliceByStatus(ACTIVE, PAGE)),
				shape("slice, last", (all) -> all.findSliceByStatus(ACTIVE, PAGE.withPage(1))),
				shape("list with a page request", (all) -> all.findListByStatus(ACTIVE, PAGE)),
				shape("Long", EnvelopeShapeRepository::countAll), shape("Integer", EnvelopeShapeRepository::countAsInt),
				shape("derived count", (all) -> all.countByStatus(ACTIVE)),
				shape("boolean", (all) -> all.existsByEmail(ALICE)),
				shape("projections", (all) -> all.findViewByStatusOrderByName(ACTIVE)),
				shape("optional projection", (all) -> all.findViewByEmail(ALICE)),
				shape("records", (all) -> all.findRecordByStatusOrderByName(ACTIVE)),
				shape("page of records", (all) -> all.findRecordPageByStatus(ACTIVE, PAGE)),
				shape("dynamic, entity", (all) -> all.findDynamicByStatusOrderByName(ACTIVE, Member.class)),
				shape("dynamic, interface",
						(all) -> all.findDynamicByStatusOrderByName(ACTIVE, EnvelopeShapeRepository.View.class)),
				shape("dynamic, record",
						(all) -> all.findDynamicByStatusOrderByName(ACTIVE, EnvelopeShapeRepository.Row.class)),
				shape("dynamic, one", (all) -> all.findDynamicByEmail(ALICE, EnvelopeShapeRepository.View.class)),
				shape("dynamic, optional",
						(all) -> all.findDynamicOptionalByEmail(ALICE, EnvelopeShapeRepository.Row.class)),
				shape("dynamic, page",
						(all) -> all.findDynamicPageByStatus(ACTIVE, EnvelopeShapeRepository.Row.class, PAGE)),
				shape("dynamic, options",
						(all) -> all.findDynamicByName("alice", EnvelopeShapeRepository.View.class, OPTIONS)),
				shape("constructor expression", EnvelopeShapeRepository::constructed),
				shape("projection of a query", EnvelopeShapeRepository::queryViews),
				shape("rows", EnvelopeShapeRepository::rows), shape("tuples", EnvelopeShapeRepository::tuples),
				shape("maps", EnvelopeShapeRepository::maps), shape("map", EnvelopeShapeRepository::map),
				shape("native list", (all) -> all.nativeList("%alice%")),
				shape("native projection", EnvelopeShapeRepository::nativeViews),
				shape("native count", EnvelopeShapeRepository::nativeCount),
				shape("native tuples", EnvelopeShapeRepository::nativeTuples),
				shape("byte[]", (all) -> all.avatar("alice")), shape("strings", EnvelopeShapeRepository::names),
				shape("read-only transaction", (all) -> all.findTransactionalByEmailContaining("alice")),
				shape("entity graph", (all) -> all.findGraphByStatusOrderByName(ACTIVE)),
				shape("all", EnvelopeShapeRepository::allMembers),
				shape("default method", (all) -> all.throughDefault("alice")),

				shape("options, list", (all) -> all.findByEmailContaining("alice", OPTIONS)),
				shape("options, plain list", (all) -> all.findPlainByEmailContaining("alice", OPTIONS)),
				shape("options, page", (all) -> all.findByStatus(ACTIVE, OPTIONS, PAGE)),
				shape("options first",
						(all) -> all.findFirstParameterByStatusAndEmailContaining(OPTIONS, ACTIVE, "example", PAGE)),
				shape("options, positional, last", (all) -> all.positional(ACTIVE, "%alice%", OPTIONS)),
				shape("options, positional, between", (all) -> all.positionalBetween(ACTIVE, OPTIONS, "%alice%")),
				shape("options, named", (all) -> all.named(ACTIVE, OPTIONS, "%alice%")),
				shape("options, named by the compiler", (all) -> all.namedByCompiler(ACTIVE, OPTIONS, "%alice%")),
				shape("options, SpEL", (all) -> all.expression("%alice%", OPTIONS)),

				shape("plain streamable", (all) -> all.findPlainStreamableByEmailContaining("alice")),
				shape("plain slice", (all) -> all.findPlainSliceByStatus(ACTIVE, PAGE)),
				shape("plain window", (all) -> all.findFirst2ByStatusOrderById(ACTIVE, ScrollPosition.offset())),
				shape("plain window, by key",
						(all) -> all.findFirst2ByStatusOrderById(ACTIVE, ScrollPosition.keyset())),
				shape("plain rows", EnvelopeShapeRepository::plainRows),
				shape("plain tuple", EnvelopeShapeRepository::plainTuple),
				shape("plain map", EnvelopeShapeRepository::plainMap),
				shape("plain byte[]", (all) -> all.plainAvatar("alice")), shape("plain dynamic",
						(all) -> all.findPlainDynamicByEmail(ALICE, EnvelopeShapeRepository.View.class)));
	}

	private static Shape shape(String name, Function<EnvelopeShapeRepository, Object> call) {
		return new Shape(name, call);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("shapes")
	void aMissAndAHitEqualTheTruth(Shape shape) {
		String truth = describe(shape.call().apply(this.uncached.getBean(EnvelopeShapeRepository.class)));
		EnvelopeShapeRepository members = this.cached.getBean(EnvelopeShapeRepository.class);
		this.accelerate.invalidateAll();
		Accelerated<Object> miss = this.accelerate.withAccelerateInfo(() -> shape.call().apply(members));
		DatabaseTraffic traffic = this.cached.getBean(DatabaseTraffic.class);
		DatabaseTraffic.Counts before = traffic.counts();
		Accelerated<Object> hit = this.accelerate.withAccelerateInfo(() -> shape.call().apply(members));
		assertThat(traffic.counts()).isEqualTo(before);
		assertThat(miss.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(hit.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		if (hit.data() instanceof Accelerated<?> envelope) {
			assertThat(envelope.info()).isEqualTo(hit.info());
		}
		assertThat(describe(miss.data())).isEqualTo(truth);
		assertThat(describe(hit.data())).isEqualTo(truth);
		assertThat(ObjectGraph.shared(neutral(miss.data()), neutral(hit.data()))).isEmpty();
	}

	private static String describe(Object result) {
		return ObjectGraph.describe(neutral(result));
	}

	/**
	 * Say in plain collections what containers of libraries hold.
	 */
	private static Object neutral(Object value) {
		if (value instanceof Accelerated<?> envelope) {
			return neutral(envelope.data());
		}
		if (value instanceof Tuple tuple) {
			return List.of("tuple",
					tuple.getElements()
						.stream()
						.map((element) -> element.getAlias() + ": " + element.getJavaType().getName())
						.toList(),
					tuple.toArray());
		}
		if (value instanceof Window<?> window) {
			return List.of("window", window.getContent(), window.hasNext(),
					IntStream.range(0, window.size())
						.mapToObj((index) -> window.positionAt(index).toString())
						.toList());
		}
		if (value instanceof Slice<?> slice && !(value instanceof Page)) {
			return List.of("slice", slice.getContent(), slice.getPageable(), slice.hasNext());
		}
		if (value instanceof List<?> list && list.stream().anyMatch(Tuple.class::isInstance)) {
			return list.stream().map(EnvelopeShapeTests::neutral).toList();
		}
		if (value instanceof Map<?, ?> map) {
			return map.keySet()
				.stream()
				.map(String::valueOf)
				.sorted()
				.map((key) -> List.of(key, map.get(key)))
				.toList();
		}
		if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
			return list.stream().map(EnvelopeShapeTests::neutral).toList();
		}
		return (value instanceof Streamable<?> streamable && !(value instanceof Slice)) ? streamable.toList() : value;
	}

	record Shape(String name, Function<EnvelopeShapeRepository, Object> call) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(basePackageClasses = EnvelopeShapeRepository.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = EnvelopeShapeRepository.class))
	static class Configured {

	}

}
