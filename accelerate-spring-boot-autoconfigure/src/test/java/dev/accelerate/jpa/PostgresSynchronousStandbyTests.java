package dev.accelerate.jpa;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.InvalidationTriggers;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.table.TableInvalidationChannel;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.domain.Team;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.test.AcceleratedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link SessionTracker} and commits on PostgreSQL that the client gives up waiting for,
 * that are prepared, or that fail as they are sent. A server of its own waits for a
 * standby that is away.
 */
@Tag("postgres")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresSynchronousStandbyTests {

	private static final Duration MAX_SILENCE = Duration.ofSeconds(2);

	private EmbeddedPostgres server;

	private ConfigurableApplicationContext context;

	@BeforeAll
	void start() throws IOException {
		this.server = EmbeddedPostgres.builder()
			.setServerConfig("max_prepared_transactions", "5")
			.setServerConfig("synchronous_commit", "on")
			.start();
	}

	@AfterAll
	void stop() throws IOException {
		this.server.close();
	}

	@AfterEach
	void close() throws SQLException {
		this.context.close();
		rollbackPrepared();
		server("alter system reset synchronous_standby_names");
	}

	@ParameterizedTest
	@CsvSource({ "false, local", "true, local", "false, table", "true, table" })
	@Proves("a COMMIT whose outcome is unknown")
	void commitThatShowsAfterTheClientHasGivenUp(boolean jdbc, String log) throws Exception {
		run("accelerate.invalidation.jdbc=" + jdbc, "accelerate.invalidation.log=" + log);
		Teams teams = this.context.getBean(Teams.class);
		server("create table if not exists probe (id int)");
		server("alter system set synchronous_standby_names = 'x'");
		Awaitility.await().until(this::commitsWait);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> {
			if (jdbc) {
				transactions().executeWithoutResult(
						(status) -> this.context.getBean(JdbcTemplate.class).update("update teams set name = 'blue'"));
			}
			else {
				teams.rename("blue");
			}
		});
		assertThat(names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("red"));
		server("alter system reset synchronous_standby_names");
		awaitNoBackendWaits();
		assertThat(names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("blue"));
		if (log.equals("table")) {
			// The row of the transaction tells its outcome.
			Awaitility.await().until(() -> names().info().cacheStatus() == CacheStatus.TTL);
			assertThat(names()).isHit().satisfiesData((names) -> assertThat(names).containsExactly("blue"));
		}
	}

	@Test
	void constraintThatIsCheckedAtTheCommitIsAnAnswer() {
		run("accelerate.invalidation.jdbc=false");
		Teams teams = this.context.getBean(Teams.class);
		this.context.getBean(JdbcTemplate.class)
			.execute("alter table teams add constraint once unique (name) deferrable initially deferred");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> teams.save(new Team("red")));
		assertThat(names()).isMiss();
		assertThat(names()).isHit();
	}

	@ParameterizedTest
	@CsvSource({ "false, local", "true, local", "false, table", "true, table" })
	@Proves("a COMMIT whose outcome is unknown")
	void transactionThatIsPrepared(boolean jdbc, String log) throws Exception {
		run("accelerate.invalidation.jdbc=" + jdbc, "accelerate.invalidation.log=" + log);
		transactions().executeWithoutResult((status) -> {
			execute(jdbc, "update teams set name = 'blue'");
			execute(jdbc, "prepare transaction 'a'");
		});
		for (int i = 0; i < 2; i++) {
			assertThat(names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("red"));
		}
		// By someone else, unseen.
		server("commit prepared 'a'");
		assertThat(names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("blue"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "60" })
	void transactionThatSomeoneElseHasPrepared(String unknownCommit) throws Exception {
		run("accelerate.invalidation.jdbc=true", "accelerate.invalidation.unknown-commit=" + unknownCommit,
				"accelerate.invalidation.unrecognized-statements=ignore");
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("update teams set name = 'blue'");
			statement.execute("prepare transaction 'b'");
		}
		assertThat(names()).isHit();
		this.context.getBean(JdbcTemplate.class).execute("commit prepared 'b'");
		assertThat(names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("blue"));
		assertThat(names()).isHit();
	}

	/**
	 * Its row takes a position as the transaction is prepared. Later ones are known
	 * before the row can be read.
	 */
	@ParameterizedTest
	@CsvSource({ "commit, blue", "rollback, red" })
	void transactionThatOthersPrepareAndTriggersRecord(String end, String after) throws Exception {
		run("accelerate.invalidation.log=table");
		AccelerateOperations accelerate = this.context.getBean(AccelerateOperations.class);
		server(this.context.getBean(InvalidationTriggers.class).sql());
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("update teams set name = 'blue'");
			statement.execute("prepare transaction 'c'");
		}
		accelerate.invalidate("other");
		accelerate.withCacheStrategy(CacheOptions.refresh(), this.context.getBean(Teams.class)::names);
		awaitPositionIsAskedFor();
		Awaitility.await().until(() -> names().info().cacheStatus() == CacheStatus.TTL);
		assertThat(names()).isHit().satisfiesData((names) -> assertThat(names).containsExactly("red"));
		server(end + " prepared 'c'");
		long ended = System.nanoTime();
		boolean late;
		List<String> read;
		do {
			late = System.nanoTime() - ended > MAX_SILENCE.toNanos();
			read = names().data();
		}
		while (!late && !read.contains(after));
		assertThat(read).containsExactly(after);
		Awaitility.await().until(() -> names().info().cacheStatus() == CacheStatus.TTL);
		assertThat(names()).isHit().satisfiesData((names) -> assertThat(names).containsExactly(after));
		TableInvalidationChannel log = (TableInvalidationChannel) this.context.getBean(DatabaseLogs.class)
			.channel(this.context.getBean(DataSource.class));
		MutableTime time = this.context.getBean(MutableTime.class);
		Awaitility.await().until(() -> {
			time.advance(Duration.ofMillis(100));
			return log.holes() == 0;
		});
	}

	/**
	 * Ends what a test that failed has left.
	 */
	private void rollbackPrepared() throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				Statement rollback = connection.createStatement();
				ResultSet rows = statement.executeQuery("select gid from pg_prepared_xacts")) {
			while (rows.next()) {
				rollback.execute("rollback prepared '" + rows.getString(1) + "'");
			}
		}
	}

	/**
	 * Wait until the application itself waits for the position of a transaction, to learn
	 * what has become of it.
	 */
	private void awaitPositionIsAskedFor() throws SQLException {
		MutableTime time = this.context.getBean(MutableTime.class);
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> {
				time.advance(Duration.ofMillis(100));
				try (ResultSet rows = statement.executeQuery("select count(*) from pg_stat_activity where "
						+ "wait_event_type = 'Lock' and query like 'insert into%accelerate_invalidation (id,%'")) {
					rows.next();
					return rows.getInt(1) > 0;
				}
			});
		}
	}

	private void run(String... properties) {
		this.context = new SpringApplicationBuilder(TestApplication.class, Configured.class)
			.web(WebApplicationType.NONE)
			.properties("spring.datasource.url=" + this.server.getJdbcUrl("postgres", "postgres") + "&socketTimeout=2",
					"spring.jpa.hibernate.ddl-auto=create", "accelerate.tenancy=single",
					"accelerate.invalidation.table.initialize-schema=always")
			.properties(properties)
			.run();
		this.context.getBean(Teams.class).save(new Team("red"));
		assertThat(names()).isMiss();
		assertThat(names()).isHit();
	}

	private void execute(boolean jdbc, String sql) {
		if (jdbc) {
			this.context.getBean(JdbcTemplate.class).execute(sql);
		}
		else {
			this.context.getBean(EntityManager.class).createNativeQuery(sql).executeUpdate();
		}
	}

	private Accelerated<List<String>> names() {
		return this.context.getBean(AccelerateOperations.class)
			.withAccelerateInfo(this.context.getBean(Teams.class)::names);
	}

	private TransactionTemplate transactions() {
		return new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(this.server.getJdbcUrl("postgres", "postgres"));
	}

	private void server(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
			statement.execute("select pg_reload_conf()");
		}
	}

	private boolean commitsWait() {
		try (Connection connection = DriverManager
			.getConnection(this.server.getJdbcUrl("postgres", "postgres") + "&socketTimeout=1");
				Statement statement = connection.createStatement()) {
			statement.execute("insert into probe values (1)");
			return false;
		}
		catch (SQLException ex) {
			return true;
		}
	}

	private void awaitNoBackendWaits() {
		Awaitility.await().until(() -> {
			try (Connection connection = connect();
					Statement statement = connection.createStatement();
					ResultSet rows = statement
						.executeQuery("select count(*) from pg_stat_activity where wait_event = 'SyncRep'")) {
				rows.next();
				return rows.getInt(1) == 0;
			}
		});
	}

	interface Teams extends JpaRepository<Team, Long> {

		@CacheStrategy(ttl = 600)
		@Query("select t.name from Team t order by t.name")
		List<String> names();

		@Modifying
		@Transactional
		@Query("update Team t set t.name = :name")
		void rename(String name);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			basePackageClasses = PostgresSynchronousStandbyTests.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Teams.class))
	static class Configured {

	}

}
