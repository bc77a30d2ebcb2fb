package dev.accelerate.repository;

import java.math.BigDecimal;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.DatabaseTraffic;
import dev.accelerate.testing.ObjectGraph;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Status;
import org.jspecify.annotations.NonNull;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

/**
 * {@link CacheStrategy} on every read of Prisma's client that takes a cache strategy, as
 * a repository method.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrismaCounterpartTests {

	private static final String ALICE = "alice@example.org";

	private static final String LATE = "late@example.org";

	private ConfigurableApplicationContext context;

	private PrismaRepository members;

	private AccelerateOperations accelerate;

	private DatabaseTraffic traffic;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Configured.class);
		this.members = this.context.getBean(PrismaRepository.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.traffic = this.context.getBean(DatabaseTraffic.class);
	}

	@BeforeEach
	void fill() {
		this.members.deleteAllInBatch();
		Member blocked = new Member("bob", "bob@example.org", null);
		blocked.setStatus(Status.BLOCKED);
		this.members.saveAll(
				List.of(new Member("alice", ALICE, null), blocked, new Member("carol", "carol@example.org", null)));
		this.accelerate.invalidateAll();
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@Test
	void findUnique() {
		assertThat(missThenHit(() -> this.members.findByEmail(ALICE))).map(Member::getName).contains("alice");
		assertThat(missThenHit(() -> this.members.findByEmail(LATE))).isEmpty();
	}

	@Test
	void findUniqueOrThrow() {
		assertThat(missThenHit(() -> this.members.getByEmail(ALICE)).getName()).isEqualTo("alice");
		assertThat(missThenHit(() -> this.members.findUniqueOrThrow(ALICE)).getName()).isEqualTo("alice");
	}

	@Test
	void findUniqueOrThrowCachesNoFailure() {
		for (int i = 0; i < 2; i++) {
			DatabaseTraffic.Counts before = this.traffic.counts();
			assertThatExceptionOfType(EmptyResultDataAccessException.class)
				.isThrownBy(() -> this.members.getByEmail(LATE));
			assertThatExceptionOfType(NoSuchElementException.class)
				.isThrownBy(() -> this.members.findUniqueOrThrow(LATE));
			assertThat(this.traffic.counts().statements()).isEqualTo(before.statements() + 2);
		}
		this.members.save(new Member("late", LATE, null));
		assertThat(missThenHit(() -> this.members.getByEmail(LATE)).getName()).isEqualTo("late");
		assertThat(missThenHit(() -> this.members.findUniqueOrThrow(LATE)).getName()).isEqualTo("late");
	}

	@Test
	void findFirst() {
		assertThat(missThenHit(() -> this.members.findFirstByStatusOrderByNameDesc(Status.ACTIVE))).map(Member::getName)
			.contains("carol");
	}

	@Test
	void findFirstOrThrow() {
		assertThat(missThenHit(() -> this.members.getFirstByStatusOrderByNameDesc(Status.ACTIVE)).getName())
			.isEqualTo("carol");
		this.members.deleteAllInBatch();
		this.accelerate.invalidateAll();
		assertThatExceptionOfType(EmptyResultDataAccessException.class)
			.isThrownBy(() -> this.members.getFirstByStatusOrderByNameDesc(Status.ACTIVE));
	}

	@Test
	void findMany() {
		assertThat(missThenHit(() -> this.members.findByEmailContaining("example", Sort.by("name"), Limit.of(2))))
			.extracting(Member::getName)
			.containsExactly("alice", "bob");
	}

	@Test
	void count() {
		assertThat(missThenHit(() -> this.members.countByStatus(Status.ACTIVE))).isEqualTo(2);
	}

	@Test
	void aggregate() {
		assertThat(missThenHit(() -> this.members.aggregate(Status.ACTIVE))).isEqualTo(
				new Totals(2, new BigDecimal("24.6800"), 12.34, new BigDecimal("12.3400"), new BigDecimal("12.3400")));
	}

	@Test
	void groupBy() {
		assertThat(missThenHit(() -> this.members.groupByStatus(1))).extracting(ByStatus::getStatus, ByStatus::getTotal)
			.containsExactly(tuple(Status.ACTIVE, 2L), tuple(Status.BLOCKED, 1L));
		assertThat(missThenHit(() -> this.members.groupByStatus(2))).extracting(ByStatus::getStatus)
			.containsExactly(Status.ACTIVE);
	}

	/**
	 * Read twice, the second time without the database.
	 */
	private <T> T missThenHit(Supplier<T> read) {
		Accelerated<T> miss = this.accelerate.withAccelerateInfo(read);
		DatabaseTraffic.Counts before = this.traffic.counts();
		Accelerated<T> hit = this.accelerate.withAccelerateInfo(read);
		assertThat(this.traffic.counts()).isEqualTo(before);
		assertThat(miss.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(hit.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(ObjectGraph.describe(hit.data())).isEqualTo(ObjectGraph.describe(miss.data()));
		return hit.data();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = PrismaCounterpartTests.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = PrismaRepository.class))
	static class Configured {

	}

	interface PrismaRepository extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		Optional<Member> findByEmail(String email);

		@CacheStrategy(ttl = 60)
		@NonNull Member getByEmail(String email);

		@CacheStrategy(ttl = 60)
		default Member findUniqueOrThrow(String email) {
			return findByEmailIgnoreCase(email).orElseThrow();
		}

		Optional<Member> findByEmailIgnoreCase(String email);

		@CacheStrategy(ttl = 60)
		Optional<Member> findFirstByStatusOrderByNameDesc(Status status);

		@CacheStrategy(ttl = 60)
		@NonNull Member getFirstByStatusOrderByNameDesc(Status status);

		@CacheStrategy(ttl = 60)
		List<Member> findByEmailContaining(String part, Sort sort, Limit limit);

		@CacheStrategy(ttl = 60)
		long countByStatus(Status status);

		@CacheStrategy(ttl = 60)
		@Query("select count(m) as count, sum(m.balance) as sum, avg(m.balance) as average, min(m.balance) as min, "
				+ "max(m.balance) as max from Member m where m.status = :status")
		Totals aggregate(Status status);

		@CacheStrategy(ttl = 60)
		@Query("select m.status as status, count(m) as total from Member m group by m.status "
				+ "having count(m) >= :atLeast order by m.status")
		List<ByStatus> groupByStatus(long atLeast);

	}

	interface ByStatus {

		Status getStatus();

		long getTotal();

	}

	record Totals(long count, BigDecimal sum, Double average, BigDecimal min, BigDecimal max) {
	}

}
