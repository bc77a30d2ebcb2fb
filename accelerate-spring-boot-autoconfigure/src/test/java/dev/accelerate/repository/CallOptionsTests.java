package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.test.DatabaseTraffic;
import dev.accelerate.test.MutableTime;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link CacheOptions} as a parameter and around calls.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallOptionsTests {

	private static final String ALICE = "alice@example.org";

	private ConfigurableApplicationContext context;

	private OptionsRepository members;

	private AccelerateOperations accelerate;

	private DatabaseTraffic traffic;

	private MutableTime time;

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

	@Test
	void aParameterThatIsNullMeansAsDeclared() {
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.MISS);
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.TTL);
		assertThat(status(() -> this.members.findByEmail(null, ALICE))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void aParameterMayStandAnywhere() {
		CacheOptions options = CacheOptions.ofTtl(60);
		assertHit(() -> this.members.findByEmail(options, ALICE));
		assertHit(() -> this.members.findByNameAndEmail("alice", options, ALICE));
		assertHit(() -> this.members.findPositional("alice", options, ALICE));
		assertHit(() -> this.members.findDeclaredByEmail(ALICE, options));
	}

	@Test
	void optionsAreNoPartOfTheKey() {
		Accelerated<?> one = this.accelerate
			.withAccelerateInfo(() -> this.members.findByEmail(CacheOptions.ofTtl(60), ALICE));
		Accelerated<?> other = this.accelerate
			.withAccelerateInfo(() -> this.members.findByEmail(CacheOptions.ofTtl(30).withTags("x"), ALICE));
		assertThat(other.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(other.info().signature()).isEqualTo(one.info().signature()).isNotEmpty();
	}

	@Test
	void windowsOfTheCallAreThoseOfTheReader() {
		this.members.findDeclaredByEmail(ALICE, null);
		this.time.advance(Duration.ofSeconds(10));
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTtl(11))))
			.isEqualTo(CacheStatus.TTL);
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTtl(5))))
			.isEqualTo(CacheStatus.MISS);
	}

	@Test
	void noneAsksTheDatabaseAndKeepsNothing() {
		Supplier<?> skipped = () -> this.members.findDeclaredByEmail(ALICE, CacheOptions.none());
		DatabaseTraffic.Counts before = this.traffic.counts();
		assertThat(status(skipped)).isEqualTo(CacheStatus.NONE);
		assertThat(this.traffic.counts()).isNotEqualTo(before);
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.MISS);
		assertThat(status(skipped)).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void refreshLoadsNowAndKeepsTheResultForTheDeclaredWindows() {
		this.members.findDeclaredByEmail(ALICE, null);
		this.time.advance(Duration.ofSeconds(50));
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.refresh())))
			.isEqualTo(CacheStatus.MISS);
		this.time.advance(Duration.ofSeconds(50));
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void theTagsOfACallerAreHonouredOnHits() {
		this.members.findDeclaredByEmail(ALICE, null);
		this.accelerate.invalidate("vip");
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.TTL);
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTags("vip"))))
			.isEqualTo(CacheStatus.MISS);
		this.accelerate.invalidate("vip");
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void optionsAroundCallsCacheMethodsWithoutAStrategy() {
		Supplier<?> call = () -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
				() -> this.members.findByName("alice"));
		assertHit(call);
		assertThat(status(() -> this.members.findByName("alice"))).isEqualTo(CacheStatus.NONE);
		assertHit(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), this.members::count));
	}

	@Test
	void accountsAndOptionsNestEitherWay() {
		Accelerated<?> inside = this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
				() -> this.accelerate.withAccelerateInfo(() -> this.members.findEnvelopedByName("alice")));
		Accelerated<List<Member>> envelope = this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
				() -> this.members.findEnvelopedByName("alice"));
		assertThat(inside.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(envelope.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void theParameterComesBeforeOptionsAroundTheCall() {
		assertThat(status(() -> this.accelerate.withCacheStrategy(CacheOptions.none(),
				() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTtl(5)))))
			.isEqualTo(CacheStatus.MISS);
	}

	@Test
	void optionsHoldForOutermostCallsOnly() {
		this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> this.members.nameOf("alice"));
		assertThat(status(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
				() -> this.members.findByName("alice"))))
			.isEqualTo(CacheStatus.MISS);
		assertThat(status(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> {
			this.members.nameOf("alice");
			return this.members.findByName("alice");
		}))).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void optionsEndWithTheSupplierAlsoWhenItFails() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> {
				throw new UnsupportedOperationException();
			}));
		assertThat(status(() -> this.members.findByName("alice"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void innerOptionsReplaceOuterOnesUntilTheyEnd() {
		assertThat(status(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> {
			this.accelerate.withCacheStrategy(CacheOptions.none(), () -> this.members.findByName("alice"));
			return this.members.findByName("alice");
		}))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void aWriteCannotBeCached() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> this.members.rename("x")))
			.withMessageContaining("OptionsRepository.rename(String)")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
		assertThat(this.members.findByName("x")).isEmpty();
	}

	@Test
	void aWriteMaySkipTheCache() {
		assertThat(this.accelerate.withCacheStrategy(CacheOptions.none(), () -> this.members.rename("alice")))
			.isEqualTo(1);
	}

	@Test
	void optionsWithoutAWindowNeedADeclaredOne() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.members.findByEmail(CacheOptions.ofTags("a"), ALICE))
			.withMessageContaining("OptionsRepository.findByEmail(CacheOptions, String)")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
	}

	@Test
	void badTagsOfACallAreRefused() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTags("not a tag")))
			.withMessageContaining("not a tag")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
	}

	@Test
	void aReadWriteTransactionComesBeforeOptions() {
		this.members.findDeclaredByEmail(ALICE, null);
		TransactionTemplate transaction = new TransactionTemplate(
				this.context.getBean(PlatformTransactionManager.class));
		for (CacheOptions options : List.of(CacheOptions.ofTtl(60), CacheOptions.refresh(), CacheOptions.none())) {
			CacheStatus status = transaction
				.execute((transactionStatus) -> status(() -> this.members.findDeclaredByEmail(ALICE, options)));
			assertThat(status).isEqualTo(CacheStatus.NONE);
		}
	}

	@Test
	void twoParametersAreRefusedAtStartup() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> TestRepositories.create(this.context, TwoOptions.class))
			.withMessageContaining("TwoOptions.findByName")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
	}

	private void assertHit(Supplier<?> call) {
		this.accelerate.invalidateAll();
		assertThat(status(call)).isEqualTo(CacheStatus.MISS);
		DatabaseTraffic.Counts before = this.traffic.counts();
		assertThat(status(call)).isEqualTo(CacheStatus.TTL);
		assertThat(this.traffic.counts()).isEqualTo(before);
	}

	private CacheStatus status(Supplier<?> call) {
		return this.accelerate.withAccelerateInfo(call::get).info().cacheStatus();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = CallOptionsTests.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = OptionsRepository.class))
	static class Configured {

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

		default String nameOf(String name) {
			return findByName(name).get(0).getName();
		}

	}

	interface TwoOptions extends Repository<Member, Long> {

		List<Member> findByName(String name, CacheOptions one, CacheOptions other);

	}

}
