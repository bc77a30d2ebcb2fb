package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.Proves.Seen;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Post;
import dev.accelerate.testing.domain.Team;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.jdbc.core.JdbcTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ConnectionTracker} with writes that the documentation says are not seen, with
 * everything switched on: results stay what they were.
 */
class UnseenWriteTests {

	private ConfigurableApplicationContext context;

	private AccelerateOperations accelerate;

	private Teams teams;

	private Posts posts;

	private JdbcTemplate jdbc;

	@BeforeEach
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, "accelerate.invalidation.jdbc=true",
				"accelerate.invalidation.harmless-functions=count_teams");
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.teams = TestRepositories.create(this.context, Teams.class);
		this.posts = TestRepositories.create(this.context, Posts.class);
		this.jdbc = this.context.getBean(JdbcTemplate.class);
		this.teams.save(new Team("red"));
		this.jdbc.execute("create alias count_teams for '" + StoredCode.class.getName() + ".countTeams'");
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	@Proves(value = "a function that is read", seen = Seen.NO)
	void whatAFunctionReadsIsNotSeen() {
		isUnseen(this.posts::countByFunction, () -> this.teams.save(new Team("blue")));
	}

	@Test
	@Proves(value = "triggers in the database", seen = Seen.NO)
	void whatATriggerWritesIsNotSeen() {
		this.jdbc.execute("create trigger rename_teams after insert on posts for each row call '"
				+ StoredCode.RenamingTrigger.class.getName() + "'");
		isUnseen(this.teams::names, () -> this.posts.save(new Post("title", null)));
	}

	@Test
	@Proves(value = "other applications", seen = Seen.NO)
	void whatIsWrittenOnOtherConnectionsIsNotSeen() {
		isUnseen(this.teams::names, () -> {
			try (Connection own = this.context.getBean(DataSource.class).getConnection();
					Connection other = DriverManager.getConnection(own.getMetaData().getURL(), "sa", "");
					Statement statement = other.createStatement()) {
				statement.execute("update teams set name = 'blue'");
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private <T> void isUnseen(Supplier<T> read, Runnable write) {
		// Until what was created is known, no result is stored.
		this.context.getBean(DatabaseCatalogs.class).started();
		T before = read.get();
		assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.TTL);
		write.run();
		assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.TTL);
		assertThat(read.get()).isEqualTo(before);
		assertThat(this.accelerate.withCacheStrategy(CacheOptions.none(), read::get)).isNotEqualTo(before);
	}

	interface Teams extends JpaRepository<Team, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select t.name from Team t order by t.name")
		List<String> names();

	}

	/**
	 * Repository of an entity that the function does not read.
	 */
	interface Posts extends JpaRepository<Post, Long> {

		@CacheStrategy(ttl = 60)
		@Query(value = "select count_teams()", nativeQuery = true)
		long countByFunction();

	}

}
