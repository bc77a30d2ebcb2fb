package dev.accelerate.jpa;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.jpa.fleet.Ticket;
import dev.accelerate.jpa.fleet.Truck;
import dev.accelerate.jpa.fleet.Vehicle;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.Proves.Seen;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Post;
import dev.accelerate.testing.domain.Role;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaUpdate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SessionTracker} with every way of writing and every end of its transaction:
 * affected results are read again, and no others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WriteMatrixTests {

	private final TestDatabase database;

	private ConfigurableApplicationContext context;

	private AccelerateOperations accelerate;

	private WrittenQueries queries;

	private WrittenQueries.Unrelated unrelated;

	private final List<SharedSessionContract> sessions = new ArrayList<>();

	WriteMatrixTests(TestDatabase database) {
		this.database = database;
	}

	/**
	 * The table. A row says what is written, and names a query that has to see it.
	 */
	static List<Write<?>> writes() {
		return List.of(
				// Through Spring
				spring("repository, new entity", WrittenQueries::names, (app) -> app.members().save(member("bob"))),
				spring("repository, delete", WrittenQueries::names,
						(app) -> app.members().delete(app.members().findByName("alice"))),
				spring("repository, batch delete", WrittenQueries::nicknames,
						(app) -> app.members().deleteAll(app.members().findAll())),
				spring("dirty entity", WrittenQueries::names,
						(app) -> app.members().findByName("alice").setName("alicia")),
				spring("element collection", WrittenQueries::nicknames,
						(app) -> app.members().findByName("alice").getNicknames().add("ali")),
				spring("many-to-many", WrittenQueries::roles,
						(app) -> app.members().findByName("alice").getRoles().clear()),
				spring("@Modifying", WrittenQueries::names, (app) -> app.members().rename("alice", "alicia")),
				spring("@Modifying, native", WrittenQueries::names,
						(app) -> app.members().renameNatively("alice", "alicia")),
				spring("JPQL update", WrittenQueries::names,
						(app) -> app.execute("update Member m set m.name = 'alicia'")),
				spring("JPQL delete", WrittenQueries::teams, (app) -> app.execute("delete from Team t")),
				spring("JPQL insert", WrittenQueries::teams,
						(app) -> app.execute("insert into Team (name) select m.name from Member m")),
				spring("Criteria update", WrittenQueries::names, WriteMatrixTests::criteriaUpdate),
				spring("Criteria delete", WrittenQueries::teams, WriteMatrixTests::criteriaDelete),
				spring("native update", WrittenQueries::names,
						(app) -> app.executeNatively("/* a comment */ UPDATE Members AS m SET name = 'alicia'")),
				spring("native delete from a join table", WrittenQueries::roles,
						(app) -> app.executeNatively("delete from member_roles")),
				spring("native insert into a table without an entity", WrittenQueries::auditLog,
						(app) -> app.executeNatively("insert into audit_log values ('written')")),
				spring("JDBC batch", WrittenQueries::names, WriteMatrixTests::batch),
				spring("custom SQL", WrittenQueries::tickets,
						(app) -> app.entityManager().persist(new Ticket(2L, "New"))),
				spring("table of identifiers", WrittenQueries::plates,
						(app) -> app.entityManager().persist(new Vehicle("new"))),
				spring("joined inheritance, new entity", WrittenQueries::axles,
						(app) -> app.entityManager().persist(new Truck("new", 5))),
				spring("joined inheritance, JPQL update", WrittenQueries::axles,
						(app) -> app.execute("update Truck t set t.axles = 7, t.plate = 'new'")),
				spring("joined inheritance, JPQL delete", WrittenQueries::plates,
						(app) -> app.execute("delete from Truck t where t.axles > 0")),
				spring("stateless session of the open session", WrittenQueries::teams,
						WriteMatrixTests::insertOnSharedConnection),
				spring("stateless session on the connection of the transaction", WrittenQueries::teams,
						WriteMatrixTests::insertOnSuppliedConnection),
				// Through Hibernate alone
				session("session, new entity", WrittenQueries::teams, (session) -> session.persist(new Team("blue"))),
				session("session, JPQL update", WrittenQueries::teams,
						(session) -> execute(session, "update Team t set t.name = 'blue'")),
				session("session, native delete", WrittenQueries::nicknames,
						(session) -> session.createNativeMutationQuery("delete from member_nicknames").executeUpdate()),
				stateless("stateless session, insert", WrittenQueries::teams,
						(session) -> session.insert(new Team("blue"))),
				stateless("stateless session, update", WrittenQueries::teams, WriteMatrixTests::rename),
				stateless("stateless session, delete", WrittenQueries::teams, WriteMatrixTests::delete),
				stateless("stateless session, upsert", WrittenQueries::tickets,
						(session) -> session.upsert(new Ticket(1L, "changed"))),
				stateless("stateless session, JDBC batch", WrittenQueries::axles,
						(session) -> session.insertMultiple(List.of(new Truck("a", 5), new Truck("b", 6)))),
				stateless("stateless session, JPQL delete", WrittenQueries::teams,
						(session) -> execute(session, "delete from Team t")),
				// Without a transaction
				autoCommit("auto-commit, insert", WrittenQueries::teams, (session) -> session.insert(new Team("blue"))),
				autoCommit("auto-commit, update", WrittenQueries::teams, WriteMatrixTests::rename),
				autoCommit("auto-commit, delete", WrittenQueries::teams, WriteMatrixTests::delete),
				autoCommit("auto-commit, upsert", WrittenQueries::tickets,
						(session) -> session.upsert(new Ticket(1L, "changed"))),
				autoCommit("auto-commit, JDBC batch", WrittenQueries::teams,
						(session) -> session.insertMultiple(List.of(new Team("blue"), new Team("green")))));
	}

	static Stream<Arguments> cells() {
		return writes().stream()
			.flatMap((write) -> Stream.of(Outcome.values())
				.filter(write.outcomes()::contains)
				.map((outcome) -> Arguments.of(write, outcome)));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("cells")
	@Proves({ "save, delete and changes of entities", "JPQL, HQL and Criteria", "StatelessSession" })
	void aWriteIsSeenWhenItHasToBe(Write<?> write, Outcome outcome) {
		Accelerated<? extends List<?>> before = read(write);
		assertThat(before.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(readUnrelated()).isEqualTo(CacheStatus.MISS);
		write.run(this, outcome, () -> elsewhere(() -> reload(write, before.data())));
		List<?> truth = truth(write);
		Accelerated<? extends List<?>> after = read(write);
		assertThat(after.data()).isEqualTo(truth);
		switch (outcome.effect()) {
			case SEEN -> {
				assertThat(truth).isNotEqualTo(before.data());
				assertThat(after.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
				assertThat(read(write).info().cacheStatus()).isEqualTo(CacheStatus.TTL);
			}
			case UNCERTAIN -> assertThat(truth).isEqualTo(before.data());
			case NONE -> {
				assertThat(truth).isEqualTo(before.data());
				assertThat(after.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
			}
		}
		assertThat(readUnrelated()).isEqualTo(CacheStatus.TTL);
	}

	/**
	 * What was loaded before the first write to a table without an entity cannot tell
	 * whether it has read that table.
	 */
	@Test
	@Proves(value = "tables without an entity", seen = Seen.COARSE)
	void theFirstWriteToATableWithoutAnEntityInvalidatesEverythingOnce() {
		Write<Application> insert = spring("", WrittenQueries::lateLog,
				(app) -> app.executeNatively("insert into late_log values ('written')"));
		Runnable nothing = () -> {
		};
		assertThat(read(insert).info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(readUnrelated()).isEqualTo(CacheStatus.MISS);
		insert.run(this, Outcome.COMMIT, nothing);
		assertThat(readUnrelated()).isEqualTo(CacheStatus.MISS);
		assertThat(read(insert).data()).hasSize(1);
		insert.run(this, Outcome.ROLLBACK, nothing);
		assertThat(read(insert).info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		insert.run(this, Outcome.COMMIT, nothing);
		assertThat(read(insert).data()).hasSize(2);
		assertThat(readUnrelated()).isEqualTo(CacheStatus.TTL);
	}

	/**
	 * What another thread reads before the commit may be kept, and has to go with it.
	 */
	private void reload(Write<?> write, List<?> expected) {
		List<?> reloaded = this.accelerate.withCacheStrategy(CacheOptions.refresh(), () -> write.read(this.queries));
		assertThat(reloaded).isEqualTo(expected);
		assertThat(read(write).info().cacheStatus()).isEqualTo(CacheStatus.TTL);
	}

	private Accelerated<? extends List<?>> read(Write<?> write) {
		return this.accelerate.withAccelerateInfo(() -> write.read(this.queries));
	}

	private List<?> truth(Write<?> write) {
		return this.accelerate.withCacheStrategy(CacheOptions.none(), () -> write.read(this.queries));
	}

	private CacheStatus readUnrelated() {
		return statusOf(this.accelerate, this.unrelated::titles);
	}

	private static void elsewhere(Runnable action) {
		CompletableFuture.runAsync(action).join();
	}

	@BeforeAll
	void start() {
		this.context = TestApplication.run(this.database, Configured.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.queries = this.context.getBean(WrittenQueries.class);
		this.unrelated = this.context.getBean(WrittenQueries.Unrelated.class);
		this.context.getBean(JdbcTemplate.class).execute("create table audit_log (text varchar(100))");
		this.context.getBean(JdbcTemplate.class).execute("create table late_log (text varchar(100))");
	}

	@AfterEach
	void closeSessions() {
		this.sessions.forEach(SharedSessionContract::close);
		this.sessions.clear();
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@BeforeEach
	void fill() {
		Application app = application();
		new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> {
				app.executeNatively("delete from audit_log");
				List.of("Post", "Ticket", "Vehicle", "Member", "Role", "Team")
					.forEach((entity) -> app.execute("delete from " + entity));
				Member alice = member("alice");
				Role admin = new Role("admin");
				alice.getRoles().add(admin);
				alice.getNicknames().add("al");
				List.of(new Team("red"), admin, alice, new Post("title", null), new Truck("old", 2),
						new Ticket(1L, "old"))
					.forEach(app.entityManager()::persist);
			});
	}

	private Application application() {
		return new Application(this.context.getBean(WrittenQueries.Members.class),
				this.context.getBean(EntityManager.class), this.context.getBean(DataSource.class));
	}

	private <S extends SharedSessionContract> S open(Function<SessionFactory, S> open) {
		S session = open.apply(this.context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class));
		this.sessions.add(session);
		return session;
	}

	private ConnectionFaults faults() {
		return this.context.getBean(ConnectionFaults.class);
	}

	private static Write<Application> spring(String name, Function<WrittenQueries, List<?>> query,
			Consumer<Application> write) {
		return new Write<>(name, query, EnumSet.allOf(Outcome.class),
				(test) -> new SpringTransactions<>(test.context.getBean(PlatformTransactionManager.class),
						test.context.getBean(EntityManager.class), test.application(), test.faults()),
				write);
	}

	private static Write<Session> session(String name, Function<WrittenQueries, List<?>> query,
			Consumer<Session> write) {
		return new Write<>(name, query, EnumSet.allOf(Outcome.class),
				(test) -> new HibernateTransactions<>(() -> test.open(SessionFactory::openSession), test.faults()),
				write);
	}

	private static Write<StatelessSession> stateless(String name, Function<WrittenQueries, List<?>> query,
			Consumer<StatelessSession> write) {
		return new Write<>(name, query, EnumSet.allOf(Outcome.class),
				(test) -> new HibernateTransactions<>(() -> test.open(SessionFactory::openStatelessSession),
						test.faults()),
				write);
	}

	private static Write<StatelessSession> autoCommit(String name, Function<WrittenQueries, List<?>> query,
			Consumer<StatelessSession> write) {
		return new Write<>(name, query, AutoCommit.OUTCOMES,
				(test) -> new AutoCommit(test.open(SessionFactory::openStatelessSession), test.faults()), write);
	}

	private static Member member(String name) {
		return new Member(name, name + "@example.org", null);
	}

	private static void criteriaUpdate(Application app) {
		CriteriaBuilder builder = app.entityManager().getCriteriaBuilder();
		CriteriaUpdate<Member> update = builder.createCriteriaUpdate(Member.class);
		update.from(Member.class);
		app.entityManager().createQuery(update.set("name", "alicia")).executeUpdate();
	}

	private static void criteriaDelete(Application app) {
		CriteriaDelete<Team> delete = app.entityManager().getCriteriaBuilder().createCriteriaDelete(Team.class);
		delete.from(Team.class);
		app.entityManager().createQuery(delete).executeUpdate();
	}

	private static void batch(Application app) {
		app.entityManager().unwrap(Session.class).setJdbcBatchSize(2);
		List.of("bob", "carol", "dave").forEach((name) -> app.entityManager().persist(member(name)));
	}

	private static void insertOnSharedConnection(Application app) {
		Session session = app.entityManager().unwrap(Session.class);
		StatelessSession stateless = session.statelessWithOptions().connection().open();
		stateless.insert(new Team("blue"));
	}

	private static void insertOnSuppliedConnection(Application app) {
		SessionFactory factory = app.entityManager().getEntityManagerFactory().unwrap(SessionFactory.class);
		try (StatelessSession stateless = factory
			.openStatelessSession(DataSourceUtils.getConnection(app.dataSource()))) {
			stateless.insert(new Team("blue"));
		}
	}

	private static void rename(StatelessSession session) {
		Team team = session.createSelectionQuery("from Team", Team.class).getSingleResult();
		team.setName("blue");
		session.update(team);
	}

	private static void delete(StatelessSession session) {
		session.delete(session.createSelectionQuery("from Team", Team.class).getSingleResult());
	}

	private static void execute(SharedSessionContract session, String statement) {
		session.createMutationQuery(statement).executeUpdate();
	}

	/**
	 * Row of the table.
	 *
	 * @param <S> what is written through
	 */
	record Write<S>(String name, Function<WrittenQueries, List<?>> query, Set<Outcome> outcomes,
			Function<WriteMatrixTests, Transactions<S>> transactions, Consumer<S> write) {

		List<?> read(WrittenQueries queries) {
			return this.query.apply(queries);
		}

		void run(WriteMatrixTests test, Outcome outcome, Runnable meanwhile) {
			this.transactions.apply(test).run(outcome, this.write, meanwhile);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * What a write through Spring may use.
	 */
	record Application(WrittenQueries.Members members, EntityManager entityManager, DataSource dataSource) {

		void execute(String statement) {
			this.entityManager.createQuery(statement).executeUpdate();
		}

		void executeNatively(String statement) {
			this.entityManager.createNativeQuery(statement).executeUpdate();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Vehicle.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = WriteMatrixTests.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = { WrittenQueries.class, WrittenQueries.Unrelated.class, WrittenQueries.Members.class }))
	static class Configured {

		@Bean
		static ConnectionFaults connectionFaults() {
			return new ConnectionFaults();
		}

	}

}
