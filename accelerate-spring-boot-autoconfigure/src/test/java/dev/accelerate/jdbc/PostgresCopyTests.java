package dev.accelerate.jdbc;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import dev.accelerate.Accelerated;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.Proves.Seen;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.test.AcceleratedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes through the interfaces of PostgreSQL's driver, on a connection that
 * {@link ConnectionWrites} follows.
 */
@Tag("postgres")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresCopyTests {

	private ConfigurableApplicationContext context;

	private Teams teams;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.POSTGRES, TransactionManagers.class,
				"accelerate.invalidation.jdbc=true");
		this.teams = TestRepositories.create(this.context, Teams.class);
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@BeforeEach
	void fill() {
		this.teams.deleteAllInBatch();
		assertThat(red()).isMiss();
		assertThat(red()).isHit();
	}

	@Test
	@Proves(value = "what is done with the driver's own interfaces", seen = Seen.COARSE)
	void copyThatCommitsByItselfIsSeenWhenTheConnectionIsGivenBack() throws Exception {
		try (Connection connection = this.context.getBean(DataSource.class).getConnection()) {
			copy(connection);
		}
		assertSeen();
	}

	@Test
	void copyThatCommitsByItselfIsSeenAtTheNextStatement() throws Exception {
		try (Connection connection = this.context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			copy(connection);
			statement.execute("select 1");
			assertThat(red()).isMiss().satisfiesData((teams) -> assertThat(teams).hasSize(1));
		}
		assertSeen();
	}

	@Test
	void connectionOfAStatementIsSeen() throws Exception {
		try (Connection connection = this.context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			copy(((Statement) statement.unwrap(PGStatement.class)).getConnection());
		}
		assertSeen();
	}

	@ParameterizedTest
	@CsvSource({ "transactionManager, false", "jdbcTransactionManager, false", "transactionManager, true" })
	void copyOfATransactionIsSeenWithItsCommit(String manager, boolean work) {
		template(manager).executeWithoutResult((status) -> {
			if (work) {
				this.context.getBean(EntityManager.class).unwrap(Session.class).doWork(PostgresCopyTests::copy);
			}
			else {
				copyByTemplate();
			}
		});
		assertSeen();
	}

	@Test
	void copyThatIsRolledBackInvalidatesNothing() {
		template("jdbcTransactionManager").executeWithoutResult((status) -> {
			copyByTemplate();
			status.setRollbackOnly();
		});
		assertThat(this.teams.count()).isZero();
	}

	private void copyByTemplate() {
		this.context.getBean(JdbcTemplate.class).execute((Connection connection) -> {
			copy(connection);
			return true;
		});
	}

	private static void copy(Connection connection) throws SQLException {
		try {
			connection.unwrap(PGConnection.class)
				.getCopyAPI()
				.copyIn("copy teams (id, name) from stdin", new StringReader("1\tred\n"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void assertSeen() {
		assertThat(red()).isMiss().satisfiesData((teams) -> assertThat(teams).hasSize(1));
		assertThat(red()).isHit();
	}

	private TransactionTemplate template(String manager) {
		return new TransactionTemplate(this.context.getBean(manager, PlatformTransactionManager.class));
	}

	private Accelerated<List<Team>> red() {
		return this.context.getBean(AccelerateOperations.class).withAccelerateInfo(() -> this.teams.findByName("red"));
	}

	interface Teams extends JpaRepository<Team, Long> {

		@CacheStrategy(ttl = 600)
		List<Team> findByName(String name);

	}

}
