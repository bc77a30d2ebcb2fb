package dev.accelerate.jdbc;

import java.io.StringReader;
import java.sql.Connection;

import javax.sql.DataSource;

import dev.accelerate.CacheStrategy;
import dev.accelerate.test.Proves;
import dev.accelerate.test.Proves.Seen;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Team;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that are copied into a table by the driver's own interface, past every statement.
 */
@Tag("postgres")
class PostgresCopyTests {

	@Test
	@Proves(value = "what is done with the driver's own interfaces", seen = Seen.NO)
	void whatIsCopiedIsNotSeen() throws Exception {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.POSTGRES, Configured.class,
				"accelerate.invalidation.jdbc=true")) {
			Teams teams = TestRepositories.create(context, Teams.class);
			assertThat(teams.count()).isZero();
			try (Connection connection = context.getBean(DataSource.class).getConnection()) {
				connection.unwrap(PGConnection.class)
					.getCopyAPI()
					.copyIn("copy teams (id, name) from stdin with csv", new StringReader("1,red"));
			}
			assertThat(teams.count()).isZero();
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("select count(*) from teams", Long.class))
				.isOne();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

	}

	interface Teams extends JpaRepository<Team, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		long count();

	}

}
