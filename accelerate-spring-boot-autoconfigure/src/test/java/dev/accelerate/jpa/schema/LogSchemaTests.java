package dev.accelerate.jpa.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.accelerate.InvalidationTriggers;
import dev.accelerate.catalog.domain.Person;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link InvalidationTriggers} of a log whose connections have another schema than those
 * of the application.
 */
@Tag("postgres")
class LogSchemaTests {

	@Test
	void theTriggersWriteToTheTableThatTheLogReads() throws SQLException {
		Map<String, Object> database = TestDatabase.POSTGRES.properties();
		String url = (String) database.get("spring.datasource.url");
		try (Connection connection = DriverManager.getConnection(url,
				(String) database.get("spring.datasource.username"),
				(String) database.get("spring.datasource.password"));
				Statement statement = connection.createStatement()) {
			statement.execute("create schema logs");
		}
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.POSTGRES, Configured.class,
				"spring.datasource.url=" + url, "accelerate.invalidation.log=table",
				"accelerate.invalidation.table.initialize-schema=always",
				"accelerate.invalidation.table.data-source=logDataSource")) {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			jdbc.execute(context.getBean(InvalidationTriggers.class).sql());
			jdbc.execute("delete from logs.accelerate_invalidation where node = 'trigger'");
			jdbc.execute("insert into people (id, age) values (1, 2)");
			List<String> records = jdbc
				.queryForList("select record from logs.accelerate_invalidation where node = 'trigger'", String.class);
			assertThat(records).containsExactly("t=people");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Person.class)
	static class Configured {

		@Bean(defaultCandidate = false)
		DataSource logDataSource(Environment environment) {
			String url = environment.getRequiredProperty("spring.datasource.url");
			return new DriverManagerDataSource(url + (url.contains("?") ? "&" : "?") + "currentSchema=logs",
					environment.getRequiredProperty("spring.datasource.username"),
					environment.getRequiredProperty("spring.datasource.password"));
		}

	}

}
