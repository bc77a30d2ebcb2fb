package dev.accelerate.jdbc;

import java.util.UUID;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.jpa.domain.Zoo;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManager;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.temptable.TemporaryTableKind;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableMutationStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.TestRepositories.CachedTeams;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ConnectionTracker} with bulk statements over several tables, for which Hibernate
 * creates a temporary table that its own inspector does not see, though a tracked
 * connection does.
 */
@ExtendWith(OutputCaptureExtension.class)
class HibernateTemporaryTableTests {

	@Test
	void temporaryTablesInvalidateNothing(CapturedOutput output) {
		try (var context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
					"spring.jpa.hibernate.ddl-auto=create", "accelerate.invalidation.jdbc=true",
					"spring.jpa.properties.hibernate.dialect=" + LocalTables.class.getName(),
					"spring.jpa.properties.hibernate.query.mutation_strategy="
							+ LocalTemporaryTableMutationStrategy.class.getName())
			.run()) {
			CachedTeams teams = TestRepositories.create(context, CachedTeams.class);
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			EntityManager entityManager = context.getBean(EntityManager.class);
			for (int i = 0; i < 2; i++) {
				transaction.executeWithoutResult(
						(status) -> entityManager.createQuery("delete from Cat where lives = 0").executeUpdate());
			}
			assertThat(status(accelerate, teams)).isEqualTo(CacheStatus.MISS);
			transaction.executeWithoutResult(
					(status) -> entityManager.createQuery("delete from Cat where lives = 0").executeUpdate());
			assertThat(status(accelerate, teams)).isEqualTo(CacheStatus.TTL);
			assertThat(output).doesNotContain("does not show what it writes");
		}
	}

	private static CacheStatus status(AccelerateOperations accelerate, CachedTeams teams) {
		return statusOf(accelerate, () -> teams.findByName("red"));
	}

	/**
	 * Dialect that creates a table for each connection, as MySQL does.
	 */
	public static class LocalTables extends H2Dialect {

		@Override
		public TemporaryTableKind getSupportedTemporaryTableKind() {
			return TemporaryTableKind.LOCAL;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = { Team.class, Zoo.class })
	static class Application {

	}

}
