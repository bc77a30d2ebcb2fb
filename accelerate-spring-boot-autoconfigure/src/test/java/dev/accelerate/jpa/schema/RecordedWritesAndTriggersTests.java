package dev.accelerate.jpa.schema;

import java.util.List;
import java.util.function.Function;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.InvalidationTriggers;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.TestRepositories.CachedTeams;
import dev.accelerate.testing.domain.Draft;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link InvalidationTriggers} on tables of an application that records its own writes:
 * they add only what the application did not see.
 */
@Tag("postgres")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedWritesAndTriggersTests {

	private ConfigurableApplicationContext context;

	/**
	 * Connections that the application does not know.
	 */
	private JdbcTemplate outside;

	private long last;

	private CachedTeams teams;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.POSTGRES, "accelerate.invalidation.log=table",
				"accelerate.invalidation.table.name=The_Log", "accelerate.invalidation.table.initialize-schema=always");
		this.teams = TestRepositories.create(this.context, CachedTeams.class);
		this.outside = new JdbcTemplate(
				new DriverManagerDataSource(property("url"), property("username"), property("password")));
		this.outside.execute("create function add_other() returns trigger language plpgsql as $$ begin "
				+ "insert into others values (1); return null; end $$;" + "create table others (id int);"
				+ "create trigger others after insert on teams for each row when (new.name = 'other') "
				+ "execute function add_other()");
		// What a function reads is in no catalog.
		this.outside.execute("create function names_of_teams() returns setof text language plpgsql stable as $$ begin "
				+ "return query execute 'select name::text from teams'; end $$;"
				+ "create view team_names as select name from names_of_teams() name");
		this.context.getBean(TableDirectory.class).tables(List.of("others"));
		this.outside.execute(this.context.getBean(InvalidationTriggers.class).sql());
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@BeforeEach
	void remember() {
		this.last = this.outside.queryForObject("select max(id) from the_log", Long.class);
	}

	@Test
	void aWriteOfTheApplicationIsRecordedOnce() {
		this.teams.save(new Team("red"));
		assertThat(records()).containsExactly("node t=teams");
	}

	@Test
	void writesOfTheApplicationToManyTablesAreRecordedOnce() {
		EntityManager entityManager = this.context.getBean(EntityManager.class);
		new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> {
				entityManager.persist(new Team("red"));
				entityManager.createQuery("update Member m set m.name = 'anna'").executeUpdate();
			});
		assertThat(records()).singleElement()
			.satisfies((record) -> assertThat(record.split(" ")).containsExactlyInAnyOrder("node", "t=teams",
					"t=members"));
	}

	@Test
	void whatATriggerOfTheApplicationWritesIsRecordedBesides() {
		this.teams.save(new Team("other"));
		assertThat(records()).hasSize(2)
			.contains("node t=teams")
			.filteredOn((record) -> record.startsWith("trigger"))
			.singleElement()
			.satisfies((record) -> assertThat(record).contains("t=others"));
	}

	@Test
	void aWriteOfAnotherIsRecordedAfterOneOfTheApplication() {
		this.teams.save(new Team("red"));
		this.context.getBean(AccelerateOperations.class).invalidateAll();
		this.outside.execute("update teams set name = 'blue'");
		assertThat(records()).containsExactly("node t=teams", "node *", "trigger t=teams");
	}

	@Test
	@Proves("other applications")
	void aWriteOfAnotherIsAMiss() {
		this.teams.save(new Team("yellow"));
		Awaitility.await()
			.until(() -> statusOf(this.context, () -> this.teams.findByName("yellow")) == CacheStatus.TTL);
		this.outside.execute("update teams set name = 'brown' where name = 'yellow'");
		Awaitility.await()
			.until(() -> statusOf(this.context, () -> this.teams.findByName("yellow")) == CacheStatus.MISS);
		assertThat(this.teams.findByName("brown")).hasSize(1);
	}

	@Test
	void aViewOfATableThatOthersWriteIsAMiss() {
		Views views = TestRepositories.create(this.context, Views.class);
		for (Function<Views, Long> read : List.<Function<Views, Long>>of(Views::byEntity, Views::byTable)) {
			this.outside.execute("delete from teams where name = 'violet'");
			Awaitility.await().until(() -> {
				assertThat(read.apply(views)).isZero();
				return statusOf(this.context, () -> read.apply(views)) == CacheStatus.TTL;
			});
			this.outside.execute("insert into teams (id, name) values (-7, 'violet')");
			Awaitility.await().until(() -> statusOf(this.context, () -> read.apply(views)) == CacheStatus.MISS);
			assertThat(read.apply(views)).isOne();
		}
	}

	/**
	 * The insert into the log sets something in the database session.
	 */
	@Test
	void theRecordIsNoSettingOfTheApplication() {
		this.teams.save(new Team("green"));
		this.teams.findByName("green");
		assertThat(statusOf(this.context.getBean(AccelerateOperations.class), () -> this.teams.findByName("green")))
			.isNotEqualTo(CacheStatus.NONE);
	}

	private List<String> records() {
		return this.outside.queryForList("select case node when 'trigger' then node else 'node' end || ' ' || record "
				+ "from the_log where id > ? order by id", String.class, this.last);
	}

	private String property(String name) {
		return this.context.getEnvironment().getRequiredProperty("spring.datasource." + name);
	}

	interface Views extends Repository<Draft, Long> {

		@CacheStrategy(ttl = 60, dependsOn = Team.class)
		@Query(value = "select count(*) from team_names where name = 'violet'", nativeQuery = true)
		long byEntity();

		@CacheStrategy(ttl = 60, dependsOnTables = "teams")
		@Query(value = "select count(*) from team_names where name = 'violet'", nativeQuery = true)
		long byTable();

	}

}
