package dev.accelerate.jpa;

import java.time.Duration;
import java.util.Optional;

import dev.accelerate.AccelerateException;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.jpa.endless.Endless;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.QueryHint;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.annotation.Transactional;

import static dev.accelerate.test.AcceleratedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link AccelerateException} for {@code accelerate.query-timeout} on a database that
 * counts real time.
 */
abstract class QueryTimeoutTests {

	private final TestDatabase database;

	private final Class<? extends Queries> type;

	private ConfigurableApplicationContext context;

	QueryTimeoutTests(TestDatabase database, Class<? extends Queries> type) {
		this.database = database;
		this.type = type;
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	private Queries start(String timeout) {
		this.context = TestApplication.run(this.database, Configured.class, "accelerate.query-timeout=" + timeout);
		return TestRepositories.create(this.context, this.type);
	}

	@Test
	void aQueryThatTakesTooLongIsEnded() {
		Queries queries = start("500ms");
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(queries::endless)
			.satisfies((late) -> Assertions.assertThat(late.code()).isEqualTo(ErrorCode.P6004))
			.withMessageContaining(this.type.getSimpleName() + ".endless took longer than accelerate.query-timeout")
			.withCauseInstanceOf(QueryTimeoutException.class);
	}

	/**
	 * Hibernate ends it a second early.
	 */
	@Test
	void aLoadByIdThatTakesTooLongIsEndedAsAQueryIs() {
		start("2s");
		EndlessById endless = TestRepositories.create(this.context, EndlessById.class);
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> endless.findById(1L))
			.satisfies((late) -> Assertions.assertThat(late.code()).isEqualTo(ErrorCode.P6004))
			.withCauseInstanceOf(QueryTimeoutException.class);
	}

	@Test
	void aTimeoutOfTheQueryThatIsAlmostTheDeadlineStaysItself() {
		Queries queries = start("2s");
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(queries::hinted);
	}

	@Test
	void aQueryInTimeIsCachedAsEver() {
		Queries queries = start("500ms");
		assertThat(queries.countByName("anna")).isMiss()
			.satisfiesData((count) -> Assertions.assertThat(count).isZero());
		assertThat(queries.countByName("anna")).isHit();
	}

	@Test
	void aShorterTimeoutOfTheQueryStaysItself() {
		Queries queries = start("1m");
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(queries::hinted);
	}

	@Test
	void aLongerTimeoutOfTheQueryHoldsForItsStatement() {
		Queries queries = start("500ms");
		long begun = System.nanoTime();
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(queries::patient)
			.satisfies((late) -> Assertions.assertThat(late.code()).isEqualTo(ErrorCode.P6004));
		Assertions.assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1_900));
	}

	@Test
	void aShorterTimeoutOfTheMethodsTransactionStaysItself() {
		Queries queries = start("1m");
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(queries::timed);
		assertThatExceptionOfType(JpaSystemException.class).isThrownBy(queries::timedUntilRefused)
			.withStackTraceContaining("ransaction timeout expired");
	}

	@Test
	void aQueryThatIsRefusedByItsTransactionIsTooLateAsWell() {
		Queries queries = start("500ms");
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(queries::untilRefused)
			.satisfies((late) -> Assertions.assertThat(late.code()).isEqualTo(ErrorCode.P6004))
			.withCauseInstanceOf(JpaSystemException.class)
			.withStackTraceContaining("ransaction timeout expired");
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Endless.class)
	static class Configured {

		@Bean
		@Primary
		TimeSource realTime() {
			return TimeSource.system();
		}

	}

	interface Queries extends Repository<Member, Long> {

		long endless();

		long hinted();

		long patient();

		long timed();

		@CacheStrategy(ttl = 60)
		Accelerated<Long> countByName(String name);

		Optional<Member> findById(Long id);

		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true)
		default boolean untilRefused() {
			return find();
		}

		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true, timeout = 1)
		default boolean timedUntilRefused() {
			return find();
		}

		/**
		 * Look for what is not there, until there is no time left to look.
		 */
		private boolean find() {
			boolean found = false;
			while (!found) {
				found = findById(-1L).isPresent();
			}
			return true;
		}

	}

	interface EndlessById extends Repository<Endless, Long> {

		@CacheStrategy(ttl = 60)
		Optional<Endless> findById(Long id);

	}

	interface H2Queries extends Queries {

		String ENDLESS = "select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b";

		@Override
		@CacheStrategy(ttl = 60)
		@Query(value = ENDLESS, nativeQuery = true)
		long endless();

		@Override
		@CacheStrategy(ttl = 60)
		@QueryHints(@QueryHint(name = "jakarta.persistence.query.timeout", value = "1000"))
		@Query(value = ENDLESS, nativeQuery = true)
		long hinted();

		@Override
		@CacheStrategy(ttl = 60)
		@QueryHints(@QueryHint(name = "jakarta.persistence.query.timeout", value = "2000"))
		@Query(value = ENDLESS, nativeQuery = true)
		long patient();

		@Override
		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true, timeout = 1)
		@Query(value = ENDLESS, nativeQuery = true)
		long timed();

	}

	interface PostgresQueries extends Queries {

		String ENDLESS = "select count(*) from generate_series(1, 1000000) a, generate_series(1, 1000000) b";

		@Override
		@CacheStrategy(ttl = 60)
		@Query(value = ENDLESS, nativeQuery = true)
		long endless();

		@Override
		@CacheStrategy(ttl = 60)
		@QueryHints(@QueryHint(name = "jakarta.persistence.query.timeout", value = "1000"))
		@Query(value = ENDLESS, nativeQuery = true)
		long hinted();

		@Override
		@CacheStrategy(ttl = 60)
		@QueryHints(@QueryHint(name = "jakarta.persistence.query.timeout", value = "2000"))
		@Query(value = ENDLESS, nativeQuery = true)
		long patient();

		@Override
		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true, timeout = 1)
		@Query(value = ENDLESS, nativeQuery = true)
		long timed();

	}

}
