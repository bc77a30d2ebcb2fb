package dev.accelerate.jpa.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.InvalidationTriggers;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.invalidation.SchemaWatch;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Draft;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManager;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SchemaWatch#areRowsTold} where tables have {@link InvalidationTriggers}, or
 * triggers of the application. What a transaction has recorded of a table, the triggers
 * do not record again, so it must say enough.
 */
@Tag("postgres")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RowsAndTriggersTests {

	private final boolean jdbc;

	private ConfigurableApplicationContext context;

	/**
	 * Connections that the application does not know.
	 */
	private JdbcTemplate outside;

	private TransactionTemplate transaction;

	private EntityManager entityManager;

	private Teams teams;

	private long written;

	private long other;

	private long last;

	RowsAndTriggersTests(boolean jdbc) {
		this.jdbc = jdbc;
	}

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.POSTGRES, "accelerate.invalidation.log=table",
				"accelerate.invalidation.table.initialize-schema=always", "accelerate.invalidation.precision=auto",
				"accelerate.invalidation.jdbc=" + this.jdbc);
		this.outside = new JdbcTemplate(
				new DriverManagerDataSource(property("url"), property("username"), property("password")));
		this.transaction = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		this.entityManager = this.context.getBean(EntityManager.class);
		this.teams = TestRepositories.create(this.context, Teams.class);
		this.written = this.teams.save(new Team("written")).getId();
		this.other = this.teams.save(new Team("other")).getId();
		// Before there are triggers, nobody promises to see what plain JDBC code writes.
		warm();
		rename(this.written, "first");
		assertThat(records()).singleElement().asString().startsWith("node t=teams m=teams:");
		this.outside.execute("create function rename_others() returns trigger language plpgsql as $$ begin "
				+ "update teams set name = new.title where id = " + this.other + "; return null; end $$;"
				+ "create trigger renaming after insert on drafts for each row execute function rename_others()");
		this.outside.execute(this.context.getBean(InvalidationTriggers.class).sql());
		DatabaseCatalogs catalogs = this.context.getBean(DatabaseCatalogs.class);
		Awaitility.await("the triggers are known")
			.until(() -> catalogs.latest().recorded().contains("teams") && !catalogs.isOutOfDate());
	}

	private String property(String name) {
		return this.context.getEnvironment().getRequiredProperty("spring.datasource." + name);
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@BeforeEach
	void warm() {
		Awaitility.await("answers from the cache")
			.until(() -> statusOf(this.context, () -> this.teams.findById(this.other)) == CacheStatus.TTL);
		this.last = this.outside.queryForObject("select max(id) from accelerate_invalidation", Long.class);
	}

	private void rename(long id, String name) {
		this.transaction.executeWithoutResult((status) -> this.teams.getReferenceById(id).setName(name));
	}

	private List<String> records() {
		return this.outside.queryForList("select case node when 'trigger' then node else 'node' end || ' ' || record "
				+ "from accelerate_invalidation where id > ? order by id", String.class, this.last);
	}

	private void assertSeen(String name) {
		assertThat(statusOf(this.context, () -> this.teams.findById(this.other))).isEqualTo(CacheStatus.MISS);
		assertThat(this.teams.findById(this.other).orElseThrow().getName()).isEqualTo(name);
	}

	@Test
	void aWriteIsRecordedOnceWithItsRowIfPlainJdbcCodeIsSeen() {
		rename(this.written, "once");
		assertThat(records()).singleElement()
			.satisfies((record) -> assertThat(record.contains(" m=teams:")).isEqualTo(this.jdbc))
			.asString()
			.startsWith("node t=teams");
		assertThat(statusOf(this.context, () -> this.teams.findById(this.other)))
			.isEqualTo(this.jdbc ? CacheStatus.TTL : CacheStatus.MISS);
	}

	@Test
	void workOnTheConnectionOfTheTransactionIsSeen() {
		this.transaction.executeWithoutResult((status) -> {
			this.teams.getReferenceById(this.written).setName("before work");
			this.entityManager.flush();
			this.entityManager.unwrap(Session.class).doWork((connection) -> renameOther(connection, "work"));
		});
		assertSeen("work");
		assertThat(records()).singleElement().asString().isEqualTo("node t=teams");
	}

	@Test
	void workBeforeTheFlushIsSeen() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.unwrap(Session.class).doWork((connection) -> renameOther(connection, "early work"));
			this.teams.getReferenceById(this.written).setName("after work");
		});
		assertSeen("early work");
	}

	private void renameOther(Connection connection, String name) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.executeUpdate("update teams set name = '" + name + "' where id = " + this.other);
		}
	}

	@Test
	void plainJdbcCodeInTheTransactionIsSeen() {
		JdbcTemplate same = this.context.getBean(JdbcTemplate.class);
		this.transaction.executeWithoutResult((status) -> {
			this.teams.getReferenceById(this.written).setName("before a template");
			this.entityManager.flush();
			same.update("update teams set name = 'template' where id = ?", this.other);
		});
		assertSeen("template");
	}

	@Test
	void whatATriggerOfAnotherTableWritesIsSeen() {
		this.transaction.executeWithoutResult((status) -> {
			this.teams.getReferenceById(this.written).setName("beside a draft");
			this.entityManager.persist(new Draft("by a trigger", false));
		});
		assertSeen("by a trigger");
		assertThat(records()).noneMatch((record) -> record.contains("m="));
	}

	@Test
	void whatOthersWriteIsSeen() {
		this.outside.update("update teams set name = 'outside' where id = ?", this.other);
		Awaitility.await()
			.until(() -> statusOf(this.context, () -> this.teams.findById(this.other)) == CacheStatus.MISS);
		assertThat(this.teams.findById(this.other).orElseThrow().getName()).isEqualTo("outside");
		assertThat(records()).containsExactly("trigger t=teams");
	}

	interface Teams extends JpaRepository<Team, Long> {

		@Override
		@CacheStrategy(ttl = 3600)
		Optional<Team> findById(Long id);

	}

}
