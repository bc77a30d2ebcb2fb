package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CacheOptions} around own code: default methods and fragments.
 */
@ExtendWith(OutputCaptureExtension.class)
class OptionsAroundOwnCodeTests extends CallOptionsFixture {

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
		OwnCode members = ownCode();
		CacheOptions options = CacheOptions.ofTtl(60);
		for (int expected = 1; expected <= 3; expected++) {
			assertThat(this.accelerate.withCacheStrategy(options, () -> members.incrementByDefault("alice")))
				.isEqualTo(expected);
		}
		for (int expected = 4; expected <= 6; expected++) {
			assertThat(this.accelerate.withCacheStrategy(options, members::increment)).isEqualTo(expected);
		}
		assertThat(this.accelerate.withCacheStrategy(CacheOptions.refresh().withTtl(60), members::increment))
			.isEqualTo(7);
	}

	@Test
	void ownCodeThatSaysItMayBeCachedTakesOptionsAroundTheCall() {
		OwnCode members = ownCode();
		assertHit(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> members.declared("alice")));
		assertHit(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> members.taking("alice", null)));
		members.declared("alice");
		this.time.advance(Duration.ofSeconds(10));
		assertThat(
				status(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(5), () -> members.declared("alice"))))
			.isEqualTo(CacheStatus.MISS);
	}

	@Test
	void ownCodeThatIsPassedByIsCountedAndToldOnce(CapturedOutput output) {
		OwnCode members = ownCode();
		RecordedBypasses bypasses = this.context.getBean(RecordedBypasses.class);
		bypasses.reasons();
		for (CacheOptions options : List.of(CacheOptions.ofTtl(60), CacheOptions.refresh(), CacheOptions.none())) {
			assertThat(status(() -> this.accelerate.withCacheStrategy(options, () -> members.plain("alice"))))
				.isEqualTo(CacheStatus.NONE);
		}
		assertThat(bypasses.reasons()).containsExactly("own-code", "own-code");
		assertThat(output).containsOnlyOnce("OwnCode.plain went past the query cache (own-code).")
			.contains("give it @CacheStrategy or a parameter of type CacheOptions");
		members.plain("alice");
		this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> this.members.rename("alice"));
		assertThat(bypasses.reasons()).isEmpty();
	}

	@Test
	void ownImplementationOfWhatSpringDataDeclaresIsPassedBy() {
		CrudRepository<Member, Long> members = ownCode();
		Member erin = new Member("erin", "erin@example.org", null);
		assertThat(this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> members.save(erin))).isSameAs(erin);
	}

	private OwnCode ownCode() {
		JdbcTemplate jdbc = new JdbcTemplate(this.context.getBean(DataSource.class));
		jdbc.execute("drop table if exists counters");
		jdbc.execute("create table counters as select 0 as number");
		EntityManager entityManager = SharedEntityManagerCreator
			.createSharedEntityManager(this.context.getBean(EntityManagerFactory.class));
		return TestRepositories.create(this.context, OwnCode.class, (factoryBean) -> factoryBean
			.setRepositoryFragments(RepositoryFragments.just(new CountingFragment(jdbc, entityManager))));
	}

	interface Counting {

		int increment();

		<S extends Member> S save(S member);

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

		@Override
		public <S extends Member> S save(S member) {
			return member;
		}

	}

	interface OwnCode extends CrudRepository<Member, Long>, Counting {

		List<Member> findByName(String name);

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

}
