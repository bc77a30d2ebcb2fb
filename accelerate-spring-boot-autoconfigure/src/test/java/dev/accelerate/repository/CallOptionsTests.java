package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

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
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.domain.Example;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link CacheOptions} as a parameter and around calls.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
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

	@ParameterizedTest
	@MethodSource("options")
	void optionsAroundCallsPassWritesByAndHoldForTheReadsBesideThem(CacheOptions options) {
		this.members.findByName("alice");
		assertThat(this.accelerate.withCacheStrategy(options, () -> this.members.rename("carol"))).isEqualTo(1);
		assertThat(status(() -> this.accelerate.withCacheStrategy(options, () -> this.members.rename("alice"))))
			.isEqualTo(CacheStatus.NONE);
		assertThat(status(() -> this.accelerate.withCacheStrategy(options, () -> {
			this.members.rename("carol");
			Member dave = this.members.save(new Member("dave", "dave@example.org", null));
			this.members.flush();
			this.members.deleteAll(List.of(dave));
			this.members.deleteByName("nobody");
			this.members.removeByNameAndEmail("nobody", "nobody");
			return this.members.rename("alice");
		}))).isEqualTo(CacheStatus.NONE);
		CacheStatus read = (options.mode() == CacheOptions.Mode.NONE) ? CacheStatus.NONE : CacheStatus.MISS;
		assertThat(status(() -> this.accelerate.withCacheStrategy(options, () -> {
			this.members.rename("alice");
			return this.members.findByName("alice");
		}))).isEqualTo(read);
	}

	static Stream<CacheOptions> options() {
		return Stream.of(CacheOptions.ofTtl(60), CacheOptions.ofSwr(60).withTags("a"),
				CacheOptions.refresh().withTtl(60), CacheOptions.none());
	}

	@Test
	void optionsWithoutAWindowPassAWriteByToo() {
		assertThat(
				this.accelerate.withCacheStrategy(CacheOptions.ofTags("not a tag"), () -> this.members.rename("alice")))
			.isEqualTo(1);
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

	@Test
	void optionsDoNotReachTheReadsInsideAWrite() {
		assertThat(status(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> {
			this.members.renameAndRead("alice");
			return this.members.findByName("alice");
		}))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void otherCallsThatAreNoPlainReadsArePassedBy() {
		TransactionTemplate transaction = new TransactionTemplate(
				this.context.getBean(PlatformTransactionManager.class));
		CacheOptions options = CacheOptions.ofTtl(60);
		List<Supplier<?>> calls = List.of(() -> this.members.findLockedByName("alice"),
				() -> this.members.getReferenceById(1L),
				() -> this.members.findBy(Example.of(new Member("alice", ALICE, null)), (query) -> "fluent"));
		for (Supplier<?> call : calls) {
			assertThat(transaction
				.<CacheStatus>execute((status) -> status(() -> this.accelerate.withCacheStrategy(options, call))))
				.isEqualTo(CacheStatus.NONE);
		}
	}

	@Test
	void aReadThatCannotBeCachedIsStillRefused() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
					() -> this.members.streamByName("alice")))
			.withMessageContaining("OptionsRepository.streamByName(String)")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
	}

	@ParameterizedTest
	@CsvSource({ "ModifyingOptions, .update(CacheOptions), it writes (@Modifying)",
			"DeletingOptions, '.deleteByName(String, CacheOptions)', it deletes",
			"LockingOptions, '.findByName(String, CacheOptions)', it locks what it reads",
			"VoidOptions, .touch(CacheOptions), it returns nothing",
			"StreamOptions, '.findByName(String, CacheOptions)', results of type java.util.stream.Stream" })
	void aParameterOfWhatCanNeverBeCachedIsRefusedAtStartup(String type, String method, String reason)
			throws Exception {
		@SuppressWarnings("unchecked")
		Class<? extends Repository<?, ?>> repository = (Class<? extends Repository<?, ?>>) Class
			.forName(getClass().getName() + "$" + type);
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(this.context, repository))
			.satisfies((refused) -> {
				assertThat(refused.code()).isEqualTo(ErrorCode.P6005);
				assertThat(refused.where()).isEqualTo(repository.getName() + method);
				assertThat(refused.reason()).startsWith("it takes CacheOptions, but " + reason);
				assertThat(refused.remedy()).isEqualTo("Remove the parameter of type CacheOptions");
			});
	}

	@Test
	void theRefusalOfAParameterNamesTheRemedyThatKeepsIt() {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(this.context, UnsignableOptions.class))
			.satisfies((refused) -> {
				assertThat(refused.reason())
					.startsWith("it takes CacheOptions, but no canonical form is known for its parameter");
				assertThat(refused.remedy()).startsWith("Declare an ArgumentEncoder bean");
			});
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

		@Bean
		RecordedBypasses recordedBypasses() {
			return new RecordedBypasses();
		}

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

	interface ModifyingOptions extends Repository<Member, Long> {

		@Modifying
		@Query("update Member m set m.name = 'x'")
		int update(CacheOptions options);

	}

	interface DeletingOptions extends Repository<Member, Long> {

		long deleteByName(String name, CacheOptions options);

	}

	interface LockingOptions extends Repository<Member, Long> {

		@Lock(LockModeType.PESSIMISTIC_WRITE)
		List<Member> findByName(String name, CacheOptions options);

	}

	interface VoidOptions extends Repository<Member, Long> {

		default void touch(CacheOptions options) {
		}

	}

	interface StreamOptions extends Repository<Member, Long> {

		Stream<Member> findByName(String name, CacheOptions options);

	}

	interface UnsignableOptions extends Repository<Member, Long> {

		List<Member> findAll(Specification<Member> specification, CacheOptions options);

	}

	interface TwoOptions extends Repository<Member, Long> {

		List<Member> findByName(String name, CacheOptions one, CacheOptions other);

	}

}
