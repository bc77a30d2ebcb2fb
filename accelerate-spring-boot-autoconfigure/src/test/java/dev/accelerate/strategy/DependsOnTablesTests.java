package dev.accelerate.strategy;

import java.util.List;
import java.util.function.Function;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.PlannedTables;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Draft;
import jakarta.persistence.EntityManager;
import jakarta.persistence.QueryHint;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link PlannedTables} of methods that read from tables which none of their statements
 * names.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DependsOnTablesTests {

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	@Test
	void areInvalidatedByWritesToTablesTheyDependOn() {
		Dependent dependent = this.application.create(Dependent.class);
		for (Function<Dependent, Integer> read : List.<Function<Dependent, Integer>>of(Dependent::declared,
				Dependent::qualified, Dependent::hinted)) {
			this.application.assertHit(() -> read.apply(dependent));
			write("insert into roles (id, name) values (" + Math.abs(read.hashCode() % 100000) + ", 'new')");
			assertThat(this.application.status(() -> read.apply(dependent))).isEqualTo(CacheStatus.MISS);
			write("update teams set name = 'other'");
			assertThat(this.application.status(() -> read.apply(dependent))).isEqualTo(CacheStatus.TTL);
		}
	}

	@Test
	void areRefusedWhereNoDatabaseHasTheTable() {
		RefusedStrategyException refused = this.application.refusal(Misspelt.class);
		assertThat(refused.reason())
			.isEqualTo("it depends on the table 'public.roels', which no database of the " + "application has");
		assertThat(refused.remedy()).startsWith("Correct the name in dependsOnTables. The nearest are [roles");
	}

	@Test
	void areRefusedWithABlankName() {
		this.application.assertRefused(Blank.class, ".one()", "dependsOnTables contains a blank name",
				"Name tables in dependsOnTables");
	}

	@Test
	void areAcceptedWhereNobodyKnowsTheTables() {
		try (RepositoryFixture unread = new RepositoryFixture("accelerate.invalidation.catalog=off")) {
			unread.create(Misspelt.class);
		}
	}

	private void write(String sql) {
		EntityManager manager = this.application.bean(EntityManager.class);
		new TransactionTemplate(this.application.bean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> manager.createNativeQuery(sql).executeUpdate());
	}

	interface Dependent extends Repository<Draft, Long> {

		@CacheStrategy(ttl = 60, dependsOnTables = "roles")
		@Query(value = "select 1", nativeQuery = true)
		Integer declared();

		@CacheStrategy(ttl = 60, dependsOnTables = "PUBLIC.\"ROLES\"")
		@Query(value = "select 2", nativeQuery = true)
		Integer qualified();

		@CacheStrategy(ttl = 60)
		@QueryHints(@QueryHint(name = "org.hibernate.query.native.spaces", value = "drafts,roles"))
		@Query(value = "select 3", nativeQuery = true)
		Integer hinted();

	}

	interface Misspelt extends Repository<Draft, Long> {

		@CacheStrategy(ttl = 60, dependsOnTables = "public.roels")
		@Query(value = "select 1", nativeQuery = true)
		Integer one();

	}

	interface Blank extends Repository<Draft, Long> {

		@CacheStrategy(ttl = 60, dependsOnTables = { "roles", " " })
		@Query(value = "select 1", nativeQuery = true)
		Integer one();

	}

}
