package dev.accelerate.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;
import dev.accelerate.strategy.RefusedStrategyException;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.Proves.Seen;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Draft;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@link RepositoryMethodFactory} and tables: a write invalidates the results whose load
 * read its table, and no others.
 */
class AutomaticInvalidationTests {

	/**
	 * Tables of the domain, and one that no entity maps.
	 */
	private static final List<String> TABLES = List.of("members", "teams", "roles", "member_roles", "posts",
			"member_nicknames", "drafts", "audit");

	private static ConfigurableApplicationContext shared;

	private ConfigurableApplicationContext context = shared;

	private Members members = members(this.context);

	private final List<String> reports = this.context.getBean(Untracked.class).reports;

	@BeforeAll
	static void start() {
		shared = start(new String[0]);
	}

	@AfterAll
	static void stop() {
		shared.close();
	}

	@BeforeEach
	void forgetEverything() {
		this.context.getBean(AccelerateOperations.class).invalidateAll();
		this.members.deleteAllInBatch();
		this.context.getBean(AccelerateOperations.class).invalidateAll();
		this.reports.clear();
	}

	private static ConfigurableApplicationContext start(String... properties) {
		ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2, Untracked.class, properties);
		JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
		jdbc.execute("create table audit (id int)");
		jdbc.execute("create view active as select count(*) drafts from drafts");
		send(context, "delete from audit");
		// As if these had been there when the application started.
		context.getBean(DatabaseCatalogs.class).started();
		return context;
	}

	/**
	 * Let the rest of a test run in an application with other properties.
	 */
	private void with(String property, Consumer<List<String>> test) {
		try (ConfigurableApplicationContext other = start(property)) {
			this.context = other;
			this.members = members(other);
			test.accept(other.getBean(Untracked.class).reports);
		}
	}

	private static Members members(ApplicationContext context) {
		return TestRepositories.create(context, Members.class);
	}

	static Stream<Arguments> reads() {
		return Stream.of(read("a derived query", AutomaticInvalidationTests::countAnnas, "members"),
				read("an entity graph", (members) -> members.findByEmail("anna@example.org"), "members", "teams"),
				read("a subquery", Members::withPosts, "members", "posts"),
				read("a join over a join table", Members::withRole, "members", "member_roles", "roles"),
				read("an element collection", Members::nicknames, "members", "member_nicknames"),
				read("a path", Members::teamNames, "members", "teams"),
				read("a page with its count", (members) -> members.ofTeam(PageRequest.of(0, 5)), "members", "teams"),
				read("SQL", (members) -> members.rowsOfJoinTable(), "members", "member_roles"),
				read("SQL of a table without an entity", (members) -> members.rowsOfAudit(), "members", "audit"),
				read("a view of which the tables are named", Members::active, "members", "drafts"),
				read("reads inside a default method", Members::nested, "members", "teams", "posts"),
				read("a CRUD read", (members) -> members.count(), "members"));
	}

	private static Arguments read(String name, Function<Members, Object> read, String... tables) {
		return arguments(name, read, Set.of(tables));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("reads")
	void aWriteMakesInvalidWhatWasReadFromItsTableAndNothingElse(String name, Function<Members, Object> read,
			Set<String> tables) {
		Set<String> invalidating = new TreeSet<>();
		for (String table : TABLES) {
			this.context.getBean(AccelerateOperations.class).invalidateAll();
			read.apply(this.members);
			assertThat(status(read)).isEqualTo(CacheStatus.TTL);
			write(table);
			if (status(read) == CacheStatus.MISS) {
				invalidating.add(table);
			}
		}
		assertThat(invalidating).containsExactlyInAnyOrderElementsOf(tables);
	}

	/**
	 * Copying a projection asks its entity, which may load more.
	 */
	@Test
	void whatIsReadWhileAResultIsCopiedCountsAsRead() {
		TransactionTemplate readOnly = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		readOnly.setReadOnly(true);
		EntityManager entityManager = this.context.getBean(EntityManager.class);
		new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> {
				Team team = new Team("red");
				entityManager.persist(team);
				this.members.save(new Member("anna", "anna@example.org", team));
			});
		Function<Members, List<String>> names = (members) -> readOnly
			.execute((status) -> members.named().stream().map((member) -> member.getTeam().getName()).toList());
		assertThat(names.apply(this.members)).containsExactly("red");
		send(this.context, "update teams set name = 'blue'");
		assertThat(names.apply(this.members)).containsExactly("blue");
	}

	/**
	 * DDL commits what was written before it in many databases.
	 */
	@Test
	@Proves(value = "DDL, call, SQL that is not understood", seen = Seen.COARSE)
	void whatDdlCommittedIsInvalidEvenIfTheRestIsRolledBack() {
		this.members.save(new Member("anna", "anna@example.org", null));
		assertThat(countAnnas(this.members)).isEqualTo(1);
		EntityManager entityManager = this.context.getBean(EntityManager.class);
		new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> {
				entityManager.createQuery("delete from Member").executeUpdate();
				entityManager.createNativeQuery("create table committing (id int)").executeUpdate();
				status.setRollbackOnly();
			});
		assertThat(countAnnas(this.members)).isZero();
	}

	@Test
	void aListenerThatFailsHarmsNoCommit() {
		this.context.getBean(Untracked.class).failing = true;
		try {
			this.members.save(new Member("ben", "ben@example.org", null));
		}
		finally {
			this.context.getBean(Untracked.class).failing = false;
		}
		assertThat(this.members.findByEmail("ben@example.org")).hasSize(1);
	}

	@Test
	void whatAResultIsAskedToSurviveItSurvives() {
		this.members.lasting();
		TABLES.forEach(this::write);
		assertThat(status(Members::lasting)).isEqualTo(CacheStatus.TTL);
		this.context.getBean(AccelerateOperations.class).invalidate("lasting");
		assertThat(status(Members::lasting)).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void nothingBecomesInvalidByItselfIfThatIsSwitchedOff() {
		with("accelerate.invalidation.automatic=false", (reports) -> {
			countAnnas(this.members);
			this.members.rowsOfAudit();
			TABLES.forEach(this::write);
			send(this.context, "call 1");
			assertThat(status(AutomaticInvalidationTests::countAnnas)).isEqualTo(CacheStatus.TTL);
			assertThat(status(Members::rowsOfAudit)).isEqualTo(CacheStatus.TTL);
			assertThat(reports).isEmpty();
			this.context.getBean(AccelerateOperations.class).invalidateAll();
			assertThat(status(AutomaticInvalidationTests::countAnnas)).isEqualTo(CacheStatus.MISS);
		});
	}

	@Test
	@Proves(value = "DDL, call, SQL that is not understood", seen = Seen.COARSE)
	void aStatementThatIsNotUnderstoodMakesEverythingInvalid() {
		countAnnas(this.members);
		send(this.context, "call 1");
		send(this.context, "call 2");
		assertThat(status(AutomaticInvalidationTests::countAnnas)).isEqualTo(CacheStatus.MISS);
		assertThat(this.reports).containsExactly("call");
	}

	@Test
	void aStatementThatIsNotUnderstoodCanBeIgnored() {
		with("accelerate.invalidation.unrecognized-statements=ignore", (reports) -> {
			countAnnas(this.members);
			send(this.context, "call 1");
			assertThat(status(AutomaticInvalidationTests::countAnnas)).isEqualTo(CacheStatus.TTL);
			assertThat(reports).containsExactly("call");
		});
	}

	@Test
	void aQueryThatNamesNoTrackedTableIsReported() {
		this.members.unknown();
		assertThat(this.reports).containsExactly("unknown kept");
		assertThat(status(Members::unknown)).isEqualTo(CacheStatus.TTL);
		this.members.active();
		assertThat(this.reports).as("its tables are named").hasSize(1);
	}

	@Test
	void aMethodOfWhichNoStatementWasSeenIsNotKeptAndReported() {
		assertThat(status(Members::constant)).isEqualTo(CacheStatus.MISS);
		assertThat(status(Members::constant)).isEqualTo(CacheStatus.MISS);
		assertThat(this.reports).containsExactly("constant lost", "constant lost");
	}

	@Test
	void whatIsNoEntityCannotBeDependedOn() {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(this.context, Dependent.class))
			.withMessageContaining("Dependent.count")
			.withMessageContaining("java.lang.String")
			.withMessageContaining("dependsOn");
	}

	private static long countAnnas(Members members) {
		return members.countByName("anna");
	}

	private CacheStatus status(Function<Members, ?> read) {
		return statusOf(this.context, () -> read.apply(this.members));
	}

	private void write(String table) {
		send(this.context, "delete from " + table + " where 1 = 0");
	}

	private static void send(ApplicationContext context, String sql) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(
				(status) -> context.getBean(EntityManager.class).createNativeQuery(sql).executeUpdate());
	}

	/**
	 * What could not be tracked.
	 */
	static class Untracked implements QueryCacheListener {

		private final List<String> reports = new ArrayList<>();

		private volatile boolean failing;

		@Override
		public void onInvalidation(InvalidationEvent event) {
			if (this.failing) {
				throw new IllegalStateException("A listener must not throw");
			}
		}

		@Override
		public void onUntracked(QueryId id, boolean kept) {
			this.reports.add(id.method() + (kept ? " kept" : " lost"));
		}

		@Override
		public void onUnrecognizedStatement(String shape) {
			this.reports.addAll(Arrays.asList(shape.split(" ")).subList(0, 1));
		}

	}

	interface Members extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		long count();

		@CacheStrategy(ttl = 60)
		long countByName(String name);

		@CacheStrategy(ttl = 60)
		@EntityGraph(attributePaths = "team")
		List<Member> findByEmail(String email);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m")
		List<Named> named();

		@CacheStrategy(ttl = 60)
		@Query("select m.name from Member m where exists (select p from Post p where p.author = m)")
		List<String> withPosts();

		@CacheStrategy(ttl = 60)
		@Query("select count(m) from Member m join m.roles r where r.name = 'admin'")
		long withRole();

		@CacheStrategy(ttl = 60)
		@Query("select n from Member m join m.nicknames n")
		List<String> nicknames();

		@CacheStrategy(ttl = 60)
		@Query("select m.team.name from Member m")
		List<String> teamNames();

		@CacheStrategy(ttl = 60)
		@Query("select m.name from Member m where m.team.name = 'red'")
		Page<String> ofTeam(Pageable pageable);

		@CacheStrategy(ttl = 60)
		@Query(value = "select count(*) from member_roles", nativeQuery = true)
		long rowsOfJoinTable();

		@CacheStrategy(ttl = 60)
		@Query(value = "select count(*) from audit", nativeQuery = true)
		long rowsOfAudit();

		@CacheStrategy(ttl = 60, dependsOn = Draft.class)
		@Query(value = "select drafts from active", nativeQuery = true)
		long active();

		@CacheStrategy(ttl = 60)
		@Query(value = "select 2000", nativeQuery = true)
		long unknown();

		@CacheStrategy(ttl = 60, tags = "lasting", invalidateOnWrite = false)
		@Query("select count(m) from Member m join m.team t")
		long lasting();

		@CacheStrategy(ttl = 60)
		default String nested() {
			return teamNames() + " " + withPosts();
		}

		@CacheStrategy(ttl = 60)
		default String constant() {
			return "constant";
		}

	}

	/**
	 * Projection of an entity and of what it refers to.
	 */
	interface Named {

		TeamName getTeam();

	}

	interface TeamName {

		String getName();

	}

	interface Dependent extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, dependsOn = String.class)
		long count();

	}

}
