package dev.accelerate.jpa.schema;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.TestInvalidations;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Synchronize;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link SchemaTracker}: what the mappings of a persistence unit say of tables counts as
 * long as the unit is open, in child contexts as well.
 */
class SchemaTrackerTests {

	private final TableDirectory directory = new TableDirectory();

	private final SchemaTracker tracking = new SchemaTracker(
			new SqlAnalyzer(this.directory, TestInvalidations.create(), true, (shape) -> true), null);

	@Test
	void aUnitIsForgottenWhenItCloses() {
		try (SessionFactory first = start("create")) {
			try (SessionFactory second = start("create")) {
				assertThat(List.of(first, second)).noneMatch(SessionFactory::isClosed);
			}
			assertThat(readThroughOverview()).containsExactlyInAnyOrder("overview", "behind");
		}
		assertThat(readThroughOverview()).containsExactly("overview");
	}

	@Test
	void aUnitThatDoesNotComeUpIsForgotten() {
		assertThatExceptionOfType(SchemaManagementException.class).isThrownBy(() -> start("validate"));
		assertThat(readThroughOverview()).containsExactly("overview");
	}

	private Set<String> readThroughOverview() {
		return this.directory.tables(List.of("overview")).names();
	}

	private SessionFactory start(String schema) {
		Configuration configuration = new Configuration();
		configuration.addAnnotatedClass(Overview.class);
		configuration.getProperties().put(SchemaTracker.SETTING, this.tracking);
		configuration.getProperties().put(SchemaToolingSettings.HBM2DDL_AUTO, schema);
		configuration.getProperties()
			.put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE,
					new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
		return configuration.buildSessionFactory();
	}

	@Entity
	@Table(name = "overview")
	@Synchronize("behind")
	static class Overview {

		@Id
		private Long id;

		Long getId() {
			return this.id;
		}

	}

}
