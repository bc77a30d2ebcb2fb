package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.DatabaseTraffic;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Cipher;
import dev.accelerate.testing.domain.Member;
import org.awaitility.Awaitility;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CacheInterceptor} from a caller's side.
 */
class RepositoryCacheTests {

	private ConfigurableApplicationContext context;

	private MemberRepository members;

	private AccelerateOperations accelerate;

	private MutableTime time;

	private DatabaseTraffic traffic;

	@BeforeEach
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Configured.class);
		this.members = this.context.getBean(MemberRepository.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.time = this.context.getBean(MutableTime.class);
		this.traffic = this.context.getBean(DatabaseTraffic.class);
		this.members.save(new Member("alice", "alice@example.org", null));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void answersMissThenTtlThenSwrThenMissAfterInvalidation() {
		assertThat(status()).isEqualTo(CacheStatus.MISS);
		DatabaseTraffic.Counts before = this.traffic.counts();
		assertThat(status()).isEqualTo(CacheStatus.TTL);
		assertThat(this.traffic.counts()).isEqualTo(before);
		this.time.advance(Duration.ofSeconds(61));
		assertThat(status()).isEqualTo(CacheStatus.SWR);
		Awaitility.await().until(() -> status() == CacheStatus.TTL);
		this.accelerate.invalidate("emails_with_alice");
		assertThat(status()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void fillsEnvelopes() {
		Long id = this.members.findByEmailContaining("alice").get(0).getId();
		Accelerated<Optional<Member>> miss = this.members.findWithInfoById(id);
		assertThat(miss.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(miss.data()).map(Member::getName).contains("alice");
		Accelerated<Optional<Member>> hit = this.members.findWithInfoById(id);
		assertThat(hit.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(hit.info().signature()).isEqualTo(miss.info().signature()).isNotEmpty();
		this.accelerate.invalidate("member_" + id);
		assertThat(this.members.findWithInfoById(id).info().cacheStatus()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void appliesCallbacksOnce() {
		CipherRepository ciphers = TestRepositories.create(this.context, CipherRepository.class);
		ciphers.save(new Cipher("red"));
		for (int i = 0; i < 2; i++) {
			Cipher cipher = ciphers.findByIdIsNotNull().get(0);
			assertThat(cipher.getText()).isEqualTo("red!");
			assertThat(cipher.getLines()).containsExactly("red");
			assertThat(cipher.getLength()).isPositive();
		}
	}

	@Test
	void failedCallThatWentPastTheCacheIsToldAsNone() {
		FailingRepository failing = TestRepositories.create(this.context, FailingRepository.class);
		TransactionTemplate transaction = new TransactionTemplate(
				this.context.getBean(PlatformTransactionManager.class));
		assertThat(failedStatus(failing)).isEqualTo(CacheStatus.MISS);
		assertThat(transaction.<CacheStatus>execute((status) -> {
			this.context.getBean(EntityManager.class).createQuery("delete from Member where id = -1").executeUpdate();
			return failedStatus(failing);
		})).isEqualTo(CacheStatus.NONE);
	}

	private CacheStatus failedStatus(FailingRepository failing) {
		return statusOf(this.accelerate, () -> {
			try {
				return failing.fail();
			}
			catch (InvalidDataAccessApiUsageException ex) {
				return "failed";
			}
		});
	}

	private CacheStatus status() {
		Accelerated<List<Member>> found = this.accelerate
			.withAccelerateInfo(() -> this.members.findByEmailContaining("alice"));
		assertThat(found.data()).extracting(Member::getName).containsExactly("alice");
		return found.info().cacheStatus();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = RepositoryCacheTests.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = MemberRepository.class))
	static class Configured {

	}

	interface MemberRepository extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60, swr = 60, tags = "emails_with_alice")
		List<Member> findByEmailContaining(String part);

		@CacheStrategy(ttl = 60, swr = 600, tags = "member_#{#id}")
		Accelerated<Optional<Member>> findWithInfoById(Long id);

	}

	interface CipherRepository extends JpaRepository<Cipher, Long> {

		@CacheStrategy(ttl = 60)
		List<Cipher> findByIdIsNotNull();

	}

	interface FailingRepository extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		default String fail() {
			throw new IllegalStateException("the test lets the call fail");
		}

	}

}
