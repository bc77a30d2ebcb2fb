package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CacheOptions} around the application's own code: default methods and fragments.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptionsAroundOwnCodeTests {

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture(RecordedBypasses.class);

	private final AccelerateOperations accelerate = this.application.accelerate;

	private final OwnCode members = ownCode();

	@BeforeAll
	void saveAlice() {
		this.members.save(new Member("alice", "alice@example.org", null));
	}

	@BeforeEach
	void forget() {
		this.accelerate.invalidateAll();
	}

	@Test
	void ownCodeThatCannotBeCachedMayWriteAndIsPassedBy() {
		Supplier<Member> upsert = () -> this.members.upsert(new Member("erin", "erin@example.org", null));
		Member erin = this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), upsert);
		assertThat(this.members.findById(erin.getId())).isPresent();
		this.members.delete(erin);
	}

	@Test
	void ownCodeThatWritesIsNeverAnsweredFromTheCache() {
		for (String name : List.of("carol", "alice", "carol", "alice")) {
			assertThat(this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
					() -> this.members.renameThroughDefault(name)))
				.isEqualTo(1);
			assertThat(this.members.findByName(name)).hasSize(1);
		}
	}

	@Test
	void ownCodeThatWritesPastHibernateIsRunOnEachCall() {
		CacheOptions options = CacheOptions.ofTtl(60);
		for (int expected = 1; expected <= 3; expected++) {
			assertThat(this.accelerate.withCacheStrategy(options, () -> this.members.incrementByDefault("alice")))
				.isEqualTo(expected);
		}
		for (int expected = 4; expected <= 6; expected++) {
			assertThat(this.accelerate.withCacheStrategy(options, this.members::increment)).isEqualTo(expected);
		}
		assertThat(this.accelerate.withCacheStrategy(CacheOptions.refresh().withTtl(60), this.members::increment))
			.isEqualTo(7);
	}

	@Test
	void ownCodeThatSaysItMayBeCachedTakesOptionsAroundTheCall() {
		this.application.assertHit(
				() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> this.members.declared("alice")));
		this.application.assertHit(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
				() -> this.members.taking("alice", null)));
		this.members.declared("alice");
		this.application.bean(MutableTime.class).advance(Duration.ofSeconds(10));
		assertThat(this.application.status(
				() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(5), () -> this.members.declared("alice"))))
			.isEqualTo(CacheStatus.MISS);
	}

	@Test
	void ownCodeThatIsPassedByIsCountedAndToldOnce(CapturedOutput output) {
		RecordedBypasses bypasses = this.application.bean(RecordedBypasses.class);
		bypasses.reasons();
		for (CacheOptions options : List.of(CacheOptions.ofTtl(60), CacheOptions.refresh(), CacheOptions.none())) {
			assertThat(this.application
				.status(() -> this.accelerate.withCacheStrategy(options, () -> this.members.plain("alice"))))
				.isEqualTo(CacheStatus.NONE);
		}
		assertThat(bypasses.reasons()).containsExactly("own-code", "own-code");
		assertThat(output).containsOnlyOnce("OwnCode.plain bypassed the query cache (own-code).")
			.contains("give it @CacheStrategy or a parameter of type CacheOptions");
		this.members.plain("alice");
		this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> this.members.rename("alice"));
		assertThat(bypasses.reasons()).isEmpty();
	}

	@Test
	void ownImplementationOfWhatSpringDataDeclaresIsPassedBy() {
		CrudRepository<Member, Long> members = create(OwnSave.class, new SavingFragment());
		Member erin = new Member("erin", "erin@example.org", null);
		assertThat(this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> members.save(erin))).isSameAs(erin);
	}

	private OwnCode ownCode() {
		JdbcTemplate jdbc = this.application.bean(JdbcTemplate.class);
		jdbc.execute("create table counters as select 0 as number");
		EntityManager entityManager = SharedEntityManagerCreator
			.createSharedEntityManager(this.application.bean(EntityManagerFactory.class));
		return create(OwnCode.class, new CountingFragment(jdbc, entityManager));
	}

	private <R extends Repository<?, ?>> R create(Class<R> type, Object fragment) {
		return this.application.create(type,
				(factoryBean) -> factoryBean.setRepositoryFragments(RepositoryFragments.just(fragment)));
	}

	interface Counting {

		int increment();

	}

	/**
	 * Code that reads through Hibernate and writes past it.
	 */
	record CountingFragment(JdbcTemplate jdbc, EntityManager entityManager) implements Counting {

		@Override
		public int increment() {
			this.entityManager.createQuery("select count(m) from Member m", Long.class).getSingleResult();
			this.jdbc.update("update counters set number = number + 1");
			return Objects.requireNonNull(this.jdbc.queryForObject("select number from counters", Integer.class));
		}

	}

	interface OwnCode extends CrudRepository<Member, Long>, Counting {

		List<Member> findByName(String name);

		@Transactional
		@Modifying
		@Query("update Member m set m.name = :name")
		int rename(String name);

		default Member upsert(Member member) {
			return save(member);
		}

		default int renameThroughDefault(String name) {
			return rename(name);
		}

		default int incrementByDefault(String name) {
			return findByName(name).size() + increment() - 1;
		}

		default String plain(String name) {
			return findByName(name).get(0).getName();
		}

		@CacheStrategy(ttl = 60)
		default String declared(String name) {
			return findByName(name).get(0).getName();
		}

		default String taking(String name, @Nullable CacheOptions options) {
			return findByName(name).get(0).getName();
		}

	}

	interface Saving {

		<S extends Member> S save(S member);

	}

	/**
	 * Code in place of what Spring Data has.
	 */
	record SavingFragment() implements Saving {

		@Override
		public <S extends Member> S save(S member) {
			return member;
		}

	}

	interface OwnSave extends CrudRepository<Member, Long>, Saving {

	}

}
