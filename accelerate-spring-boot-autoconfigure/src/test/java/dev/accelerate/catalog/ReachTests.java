package dev.accelerate.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.catalog.domain.Adult;
import dev.accelerate.catalog.domain.Parent;
import dev.accelerate.catalog.domain.Person;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.Proves.Seen;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link DatabaseCatalog}: writes that change what is read from tables which no statement
 * names, known from the catalog of the database or from the mappings.
 */
abstract class ReachTests {

	private final TestDatabase database;

	private ConfigurableApplicationContext context;

	private AccelerateOperations accelerate;

	private ReachQueries queries;

	ReachTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	@Proves("a view, a synonym or a partition")
	void aSaveIsSeenInViews() {
		start();
		for (Function<ReachQueries, List<?>> query : List.<Function<ReachQueries, List<?>>>of(ReachQueries::adults,
				ReachQueries::seniorsNatively)) {
			isSeen(query, (manager) -> manager.find(Person.class, 2L).setAge(80),
					(manager) -> manager.find(Person.class, 2L).setAge(70));
		}
	}

	@Test
	@Proves("what a foreign key deletes")
	void rowsThatTheDatabaseDeletesAreGone() {
		start();
		isSeen(ReachQueries::cities, natively("delete from countries where id = 1"),
				natively("delete from countries where id = 2"));
	}

	@Test
	@Proves("what a foreign key deletes")
	void rowsThatTheDatabaseDeletesWithDeletedRowsAreGone() {
		start();
		isSeen(ReachQueries::streets, natively("delete from countries where id = 1"),
				natively("delete from countries where id = 2"));
	}

	@Test
	@Proves("what a foreign key deletes")
	void valuesThatTheDatabaseClearsAreGone() {
		start();
		isSeen(ReachQueries::mayors, natively("delete from countries where id = 1"),
				natively("delete from countries where id = 3"));
	}

	@Test
	@Proves("what a foreign key deletes")
	void valuesThatTheDatabaseUpdatesAreSeen() {
		start();
		isSeen(ReachQueries::mayors, natively("update countries set code = 11 where id = 1"),
				natively("update countries set code = 12 where id = 1"));
	}

	@Test
	void whatTheDatabaseDoesNotDoOnAnInsertInvalidatesNothing() {
		start();
		write(natively("insert into countries values (8, 8)"));
		assertThat(status(ReachQueries::cities)).isEqualTo(CacheStatus.MISS);
		write(natively("insert into countries values (9, 9)"));
		assertThat(status(ReachQueries::cities)).isEqualTo(CacheStatus.TTL);
	}

	@Test
	@Proves("@Synchronize, @OnDelete, @View")
	void rowsThatAMappingSaysTheDatabaseDeletesAreGone() {
		start("accelerate.invalidation.catalog=off");
		isSeen(ReachQueries::children, (manager) -> manager.remove(manager.find(Parent.class, 1L)),
				(manager) -> manager.remove(manager.find(Parent.class, 2L)));
	}

	@Test
	@Proves("@Synchronize, @OnDelete, @View")
	void whatAMappingSaysIsBehindAViewIsSeenInOtherRepositories() {
		start("accelerate.invalidation.catalog=off");
		for (Function<ReachQueries, List<?>> query : List.<Function<ReachQueries, List<?>>>of(ReachQueries::seniors,
				ReachQueries::retired)) {
			isSeen(query, (manager) -> manager.find(Person.class, 2L).setAge(80),
					(manager) -> manager.find(Person.class, 2L).setAge(70));
		}
	}

	@Test
	@Proves(value = "a function that writes", seen = Seen.COARSE)
	void aFunctionThatMayWriteInvalidatesEverything() {
		start();
		assertThat(status(ReachQueries::people)).isEqualTo(CacheStatus.MISS);
		write(natively("select age_people()"));
		assertThat(status(ReachQueries::people)).isEqualTo(CacheStatus.MISS);
		assertThat(status(ReachQueries::people)).isEqualTo(CacheStatus.TTL);
	}

	/**
	 * The catalog needs a connection while a statement holds the only one.
	 */
	@Test
	void nothingStaysStaleWithASingleConnection() {
		start("spring.datasource.hikari.maximum-pool-size=1");
		write(natively("create view late_view as select age from people where id = 1"));
		for (int age = 40; age < 43; age++) {
			List<?> before = this.queries.lateView();
			write(natively("update people set age = " + age + " where id = 1"));
			assertThat(this.queries.lateView()).isNotEqualTo(before).hasSize(1);
		}
	}

	@Test
	void aViewThatIsNewIsKnownBeforeItIsRead() {
		start();
		this.context.getBean(JdbcTemplate.class)
			.execute("create view late_view as select age from people where id = 1");
		isSeen(ReachQueries::lateView, (manager) -> manager.find(Person.class, 1L).setAge(40),
				(manager) -> manager.find(Person.class, 1L).setAge(41));
	}

	@Test
	void aForeignKeyIsKnownOnceItsStatementIsCommitted() {
		start();
		assertThat(status(ReachQueries::strangers)).isEqualTo(CacheStatus.MISS);
		write(natively("alter table strangers add constraint known foreign key (id) references people (id) "
				+ "on delete cascade"));
		isSeen(ReachQueries::strangers, natively("delete from people where id = 1"));
		assertThat(status(ReachQueries::strangers)).isEqualTo(CacheStatus.TTL);
	}

	/**
	 * Where a database can update views, what is written to one is seen behind it and in
	 * others.
	 */
	final void updatesOfViewsAreSeen() {
		start();
		isSeen(ReachQueries::people, (manager) -> manager.find(Adult.class, 1L).setAge(30),
				(manager) -> manager.find(Adult.class, 1L).setAge(31));
		isSeen(ReachQueries::seniorsNatively, (manager) -> manager.find(Adult.class, 1L).setAge(80),
				(manager) -> manager.find(Adult.class, 1L).setAge(81));
	}

	/**
	 * Assert that each write is seen by a query whose result was kept before. A load that
	 * names a new table may learn of it too late to be kept itself.
	 */
	@SafeVarargs
	final void isSeen(Function<ReachQueries, List<?>> query, Consumer<EntityManager>... writes) {
		for (Consumer<EntityManager> write : writes) {
			query.apply(this.queries);
			assertThat(this.context.getBean(DatabaseCatalogs.class).obtain(Set.of())).isNotNull();
			List<?> before = query.apply(this.queries);
			assertThat(status(query)).isEqualTo(CacheStatus.TTL);
			write(write);
			List<?> truth = this.accelerate.withCacheStrategy(CacheOptions.none(), () -> query.apply(this.queries));
			assertThat(truth).isNotEqualTo(before);
			assertThat(query.apply(this.queries)).isEqualTo(truth);
		}
	}

	final CacheStatus status(Function<ReachQueries, List<?>> query) {
		return statusOf(this.accelerate, () -> query.apply(this.queries));
	}

	final void write(Consumer<EntityManager> write) {
		EntityManager manager = this.context.getBean(EntityManager.class);
		new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> write.accept(manager));
	}

	static Consumer<EntityManager> natively(String sql) {
		return (manager) -> {
			if (sql.startsWith("select")) {
				manager.createNativeQuery(sql).getResultList();
			}
			else {
				manager.createNativeQuery(sql).executeUpdate();
			}
		};
	}

	final void start(String... properties) {
		String scripts = "spring.sql.init.schema-locations=classpath:catalog/common.sql,optional:classpath:catalog/"
				+ this.database.name().toLowerCase(Locale.ROOT) + ".sql";
		this.context = TestApplication.run(this.database, Configured.class,
				Stream
					.concat(Stream.of(scripts, "spring.sql.init.mode=always", "spring.jpa.hibernate.ddl-auto=none"),
							Stream.of(properties))
					.toArray(String[]::new));
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.queries = this.context.getBean(ReachQueries.class);
	}

	final ConfigurableApplicationContext context() {
		return this.context;
	}

	@AfterEach
	void stop() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Person.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = ReachTests.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ReachQueries.class))
	static class Configured {

	}

}
