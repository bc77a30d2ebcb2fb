package dev.accelerate.repository;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.test.DatabaseTraffic;
import dev.accelerate.test.MutableTime;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.domain.Member;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application with reads and writes that are called with {@link CacheOptions}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CallOptionsFixture {

	static final String ALICE = "alice@example.org";

	ConfigurableApplicationContext context;

	OptionsRepository members;

	AccelerateOperations accelerate;

	DatabaseTraffic traffic;

	MutableTime time;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Configured.class);
		this.members = this.context.getBean(OptionsRepository.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.traffic = this.context.getBean(DatabaseTraffic.class);
		this.time = this.context.getBean(MutableTime.class);
		this.members.save(new Member("alice", ALICE, null));
	}

	@BeforeEach
	void forget() {
		this.accelerate.invalidateAll();
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	final void assertHit(Supplier<?> call) {
		this.accelerate.invalidateAll();
		assertThat(status(call)).isEqualTo(CacheStatus.MISS);
		DatabaseTraffic.Counts before = this.traffic.counts();
		assertThat(status(call)).isEqualTo(CacheStatus.TTL);
		assertThat(this.traffic.counts()).isEqualTo(before);
	}

	final CacheStatus status(Supplier<?> call) {
		return this.accelerate.withAccelerateInfo(call::get).info().cacheStatus();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = CallOptionsFixture.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = OptionsRepository.class))
	static class Configured {

		@Bean
		RecordedBypasses recordedBypasses() {
			return new RecordedBypasses();
		}

	}

	interface OptionsRepository extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findDeclaredByEmail(String email, @Nullable CacheOptions options);

		List<Member> findByEmail(@Nullable CacheOptions options, String email);

		List<Member> findByNameAndEmail(String name, CacheOptions options, String email);

		@Query("select m from Member m where m.email = ?2 and m.name = ?1")
		List<Member> findPositional(String name, CacheOptions options, String email);

		List<Member> findByName(String name);

		Accelerated<List<Member>> findEnvelopedByName(String name);

		@Transactional
		@Modifying
		@Query("update Member m set m.name = :name")
		int rename(String name);

		@Transactional
		long deleteByName(String name);

		@Transactional
		List<Member> removeByNameAndEmail(String name, String email);

		@Lock(LockModeType.PESSIMISTIC_WRITE)
		List<Member> findLockedByName(String name);

		Stream<Member> streamByName(String name);

		default Member upsert(Member member) {
			return save(member);
		}

		default int renameThroughDefault(String name) {
			return rename(name);
		}

		@Transactional
		default void renameAndRead(String name) {
			rename(name);
			findByName(name);
		}

		default String nameOf(String name) {
			return findByName(name).get(0).getName();
		}

	}

}
