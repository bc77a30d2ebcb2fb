package dev.accelerate.examples;

import dev.accelerate.InvalidationTriggers;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of docs/many-instances.md with {@link InvalidationTriggers}.
 */
@Tag("postgres")
class ManyInstancesTriggersExamplesTests {

	@Test
	void aMigrationMakesTriggersThatRecordTheWritesOfOthers() {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.POSTGRES, Configured.class,
				"accelerate.invalidation.log=table", "accelerate.invalidation.table.initialize-schema=always")) {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			jdbc.execute(migration(context.getBean(InvalidationTriggers.class)));
			jdbc.execute("insert into users (id, name) values (1, 'alice')");
			assertThat(jdbc.queryForList(
					"select node || ' ' || record from accelerate_invalidation " + "where node = 'trigger' order by id",
					String.class))
				.contains("trigger t=authors ddl")
				.endsWith("trigger t=users ddl", "trigger t=users");
		}
	}

	private static String migration(InvalidationTriggers triggers) {
		String migration = triggers.sql();
		return migration;
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = User.class)
	static class Configured {

	}

}
