package dev.accelerate.repository;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.sql.QueryEffects;
import dev.accelerate.strategy.RefusedStrategyException;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.PropertiesBasedNamedQueries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@link QueryEffects} in repositories: queries that have an effect, or may return
 * something different each time.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryEffectTests {

	private static final Map<String, Function<Inheriting, ?>> READS = Map.of("writing", Inheriting::writing, "locking",
			Inheriting::locking, "random", Inheriting::random, "purge", Inheriting::purge, "moment", Inheriting::moment,
			"jpqlMoment", Inheriting::jpqlMoment, "jpqlFunction", Inheriting::jpqlFunction, "namedInProperties",
			Inheriting::namedInProperties, "namedByJpa", Inheriting::namedByJpa);

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture("accelerate.default-strategy.ttl=60");

	@ParameterizedTest
	@MethodSource
	void refusesAStrategyOfAQueryThatDoesMoreThanRead(Class<? extends Repository<?, ?>> type, String reason) {
		this.application.assertRefused(type, ".find()", reason, "Remove @CacheStrategy from it");
	}

	static Stream<Arguments> refusesAStrategyOfAQueryThatDoesMoreThanRead() {
		return Stream.of(arguments(Writing.class, "its query writes"),
				arguments(Locking.class, "its query locks what it reads, which needs the database"),
				arguments(Calling.class, "its query calls a procedure, which may write"),
				arguments(Unclear.class, "its query may write, judging by its text"));
	}

	@Test
	void refusesOptionsOfAQueryThatDoesMoreThanRead() {
		this.application.assertRefused(WritingWithOptions.class, ".find(CacheOptions)",
				"it takes CacheOptions, but its query writes", "Remove the parameter of type CacheOptions");
	}

	@ParameterizedTest
	@ValueSource(strings = { "writing", "locking", "random", "purge", "moment", "jpqlMoment", "jpqlFunction",
			"namedInProperties", "namedByJpa" })
	void aQueryThatMayAnswerAnotherEachTimeInheritsNothingAndIsLeftAloneByOptionsAround(String method) {
		Inheriting members = inheriting();
		Function<Inheriting, ?> read = READS.get(method);
		for (int i = 0; i < 2; i++) {
			assertThat(this.application.status(() -> read.apply(members))).isEqualTo(CacheStatus.NONE);
			assertThat(this.application.status(() -> this.application.bean(AccelerateOperations.class)
				.withCacheStrategy(CacheOptions.ofTtl(60), () -> read.apply(members)))).isEqualTo(CacheStatus.NONE);
		}
	}

	@Test
	void aQueryThatNamesNoTableInheritsNothing() {
		Inheriting members = inheriting();
		for (int i = 0; i < 2; i++) {
			assertThat(this.application.status(members::dual)).isEqualTo(CacheStatus.NONE);
		}
	}

	@Test
	void aQueryThatOnlyComputesInheritsTheStrategy() {
		Inheriting members = inheriting();
		this.application.assertHit(members::computed);
		this.application.assertHit(() -> members.countByName("alice"));
	}

	@Test
	void aQueryOfATableThatIsNotKnownIsNotKept(CapturedOutput output) {
		Inheriting members = inheriting();
		this.application.assertNeverKept(members::tables);
		assertThat(output).contains("Inheriting.tables").contains("dependsOn");
	}

	@Test
	void theWordOfTheApplicationIsTakenWithAWarning(CapturedOutput output) {
		Explicit members = this.application.create(Explicit.class);
		assertThat(
				output.getOut().lines().filter((line) -> line.contains("WARN") && line.contains("Explicit.random()")))
			.hasSize(1)
			.allMatch((line) -> line.contains("calls rand,") && line.contains("as a parameter"));
		this.application.assertHit(members::random);
	}

	@Test
	void theSameNamedQueryCanBeRefused() {
		Properties queries = new Properties();
		queries.setProperty("Member.find", "delete from members");
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> this.application.create(Named.class,
					(factoryBean) -> factoryBean.setNamedQueries(new PropertiesBasedNamedQueries(queries))))
			.withMessageContaining("its query writes");
	}

	private Inheriting inheriting() {
		EntityManager entityManager = this.application.bean(EntityManagerFactory.class).createEntityManager();
		this.application.bean(EntityManagerFactory.class)
			.addNamedQuery("Member.namedByJpa",
					entityManager.createNativeQuery("select rand() from members", Double.class));
		entityManager.close();
		Properties queries = new Properties();
		queries.setProperty("Member.namedInProperties", "select rand() from members");
		return this.application.create(Inheriting.class,
				(factoryBean) -> factoryBean.setNamedQueries(new PropertiesBasedNamedQueries(queries)));
	}

	interface Inheriting extends Repository<Member, Long> {

		@NativeQuery("select id from final table (update members set name = name)")
		List<Long> writing();

		@NativeQuery("select id from members for update")
		List<Long> locking();

		@NativeQuery("select rand() from members")
		List<Double> random();

		@NativeQuery("select rand(1)")
		Double purge();

		@NativeQuery("select count(*) from members where current_timestamp > '2000-01-01'")
		long moment();

		@NativeQuery("select 1")
		int dual();

		@Query("select current_timestamp from Member m")
		List<Instant> jpqlMoment();

		@Query("select function('rand') from Member m")
		List<Double> jpqlFunction();

		@Query(nativeQuery = true)
		List<Double> namedInProperties();

		List<Double> namedByJpa();

		@NativeQuery("select coalesce(upper(max(name)), '') from members where name <> 'now()' -- rand()")
		String computed();

		long countByName(String name);

		@NativeQuery("select count(*) from information_schema.tables")
		long tables();

	}

	interface Explicit extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@NativeQuery("select rand()")
		double random();

	}

	interface Named extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query(nativeQuery = true)
		List<Long> find();

	}

	interface Writing extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@NativeQuery("with gone as (delete from members returning *) select id from gone")
		List<Long> find();

	}

	interface Locking extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@NativeQuery("select * from members for share")
		List<Member> find();

	}

	interface Calling extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@NativeQuery("call purge()")
		List<Long> find();

	}

	interface Unclear extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@NativeQuery("select * into other from members")
		List<Long> find();

	}

	interface WritingWithOptions extends Repository<Member, Long> {

		@NativeQuery("insert into members (id) values (1) returning id")
		List<Long> find(CacheOptions options);

	}

}
