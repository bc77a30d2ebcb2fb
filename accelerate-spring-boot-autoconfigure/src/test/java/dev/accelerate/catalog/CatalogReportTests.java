package dev.accelerate.catalog;

import dev.accelerate.catalog.domain.Person;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link DatabaseCatalogs} as the log reports them at startup: tables about which the
 * catalog does not show enough.
 */
@ExtendWith(OutputCaptureExtension.class)
class CatalogReportTests {

	@Test
	@Tag("postgres")
	void namesMappedTablesWithTriggersOnce(CapturedOutput output) {
		start(TestDatabase.POSTGRES, "classpath:catalog/triggers.sql");
		assertThat(output.getOut()).containsOnlyOnce("There are triggers on [people]").contains("dependsOnTables");
	}

	@Test
	@Tag("mariadb")
	void saysNothingOfTablesThatNobodyMaps(CapturedOutput output) {
		start(TestDatabase.MARIADB, "classpath:catalog/mariadb.sql");
		assertThat(output.getOut()).doesNotContain("triggers on");
	}

	private static void start(TestDatabase database, String script) {
		try (ConfigurableApplicationContext context = TestApplication.run(database, Configured.class,
				"spring.sql.init.schema-locations=classpath:catalog/common.sql," + script,
				"spring.sql.init.mode=always", "spring.jpa.hibernate.ddl-auto=none")) {
			assertThat(context.isActive()).isTrue();
		}
	}

	interface People extends JpaRepository<Person, Long> {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Person.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = People.class)
	static class Configured {

	}

}
