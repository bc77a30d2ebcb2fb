package dev.accelerate.jpa;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.jpa.endless.Endless;
import dev.accelerate.testing.CacheStatuses;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Team;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link HibernateExternalWrites} in an application that does not see the writes of
 * others.
 */
class HibernateExternalWritesTests {

	private static ConfigurableApplicationContext context;

	private final AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);

	private final JdbcTemplate unseen = context.getBean(JdbcTemplate.class);

	private Teams teams;

	private Members members;

	private Long red;

	private Long blue;

	@BeforeAll
	static void start() {
		context = TestApplication.run(TestDatabase.H2, "accelerate.invalidation.precision=auto");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void fill() {
		this.teams = TestRepositories.create(context, Teams.class);
		this.members = TestRepositories.create(context, Members.class);
		this.teams.deleteAll();
		this.red = this.teams.save(new Team("red")).getId();
		this.blue = this.teams.save(new Team("blue")).getId();
		this.accelerate.invalidateAll();
		this.teams.findById(this.red);
		this.teams.findById(this.blue);
		this.teams.findByName("green");
		this.members.count();
	}

	@Test
	void whatAnEntityMayHaveChangedIsReadAnew() {
		this.unseen.update("update teams set name = 'green' where id = ?", this.red);
		assertThat(this.teams.findById(this.red).orElseThrow().getName()).isEqualTo("red");
		this.accelerate.invalidateEntity(Team.class, this.red);
		assertThat(this.teams.findById(this.red).orElseThrow().getName()).isEqualTo("green");
		assertThat(this.teams.findByName("green")).isPresent();
		assertThat(status(() -> this.teams.findById(this.blue))).isEqualTo(CacheStatus.TTL);
		assertThat(status(() -> this.members.count())).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void anEntityThatOthersHaveMadeIsThere() {
		long id = this.blue + 1_000;
		assertThat(this.teams.findById(id)).isEmpty();
		this.unseen.update("insert into teams (id, name) values (?, 'white')", id);
		this.accelerate.invalidateEntity(Team.class, id);
		assertThat(this.teams.findById(id)).isPresent();
	}

	@Test
	void whatWasReadFromATableIsReadAnew() {
		this.unseen.update("update teams set name = 'white'");
		this.accelerate.invalidateTables("TEAMS");
		assertThat(this.teams.findById(this.blue).orElseThrow().getName()).isEqualTo("white");
		assertThat(status(() -> this.members.count())).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void insideATransactionItTakesEffectWithTheCommit() {
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		transaction.executeWithoutResult((status) -> {
			this.accelerate.invalidateEntity(Team.class, this.red);
			status.setRollbackOnly();
		});
		assertThat(status(() -> this.teams.findById(this.red))).isEqualTo(CacheStatus.TTL);
		transaction.executeWithoutResult((status) -> this.accelerate.invalidateEntity(Team.class, this.red));
		assertThat(status(() -> this.teams.findById(this.red))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void whatIsNoEntityIsRefused() {
		assertRefused(() -> this.accelerate.invalidateEntity(String.class, 1L),
				"invalidateEntity takes the class of an entity, but java.lang.String is none of any persistence unit");
		assertRefused(() -> this.accelerate.invalidateEntity(Team.class, "17"),
				"the identifier of " + Team.class.getName()
						+ " given to invalidateEntity is a java.lang.String, and must be a java.lang.Long");
	}

	@Test
	void anEntityOfAQueryWhoseTablesAreNotKnownIsRefused() {
		try (ConfigurableApplicationContext other = TestApplication.run(TestDatabase.H2, WithEndless.class)) {
			assertRefused(() -> other.getBean(AccelerateOperations.class).invalidateEntity(Endless.class, 1L),
					Endless.class.getName() + " has no table, but a query. Name the tables that it reads, with "
							+ "invalidateTables");
		}
	}

	@Test
	void whatIsNotCachedIsAccepted() {
		for (String property : List.of("accelerate.enabled=false", "accelerate.invalidation.automatic=false",
				"accelerate.invalidation.catalog=off")) {
			try (ConfigurableApplicationContext other = TestApplication.run(TestDatabase.H2, property)) {
				AccelerateOperations operations = other.getBean(AccelerateOperations.class);
				assertThat(operations.invalidateEntity(Team.class, this.red)).isNotNull();
				assertThat(operations.invalidateTables("teams")).isNotNull();
			}
		}
	}

	@Test
	void whatIsNoTableIsRefused() {
		assertRefused(() -> this.accelerate.invalidateTables(),
				"invalidateTables takes at least one table, but got none");
		assertRefused(() -> this.accelerate.invalidateTables("teams", "taems"),
				"no database of the application has the table 'taems' given to invalidateTables");
	}

	private static void assertRefused(Runnable call, String message) {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(call::run)
			.satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining(message);
	}

	private static CacheStatus status(Supplier<?> read) {
		return CacheStatuses.statusOf(context, read);
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Endless.class)
	static class WithEndless {

	}

	interface Teams extends JpaRepository<Team, Long> {

		@Override
		@CacheStrategy(ttl = 3600)
		Optional<Team> findById(Long id);

		@CacheStrategy(ttl = 3600)
		Optional<Team> findByName(String name);

	}

	interface Members extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 3600)
		long count();

	}

}
