package dev.accelerate.jpa;

import dev.accelerate.Accelerated;
import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Member;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import static dev.accelerate.test.AcceleratedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code accelerate.query-timeout} on a database.
 */
abstract class QueryTimeoutTests {

	private final ConfigurableApplicationContext context;

	private final Queries queries;

	QueryTimeoutTests(TestDatabase database, Class<? extends Queries> queries) {
		this.context = TestApplication.run(database, Configured.class, "accelerate.query-timeout=500ms");
		this.queries = TestRepositories.create(this.context, queries);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aQueryThatTakesTooLongIsEnded() {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(this.queries::endless)
			.satisfies((late) -> Assertions.assertThat(late.code()).isEqualTo(ErrorCode.P6004));
	}

	@Test
	void aQueryInTimeIsCachedAsEver() {
		assertThat(this.queries.countByName("anna")).isMiss()
			.satisfiesData((count) -> Assertions.assertThat(count).isZero());
		assertThat(this.queries.countByName("anna")).isHit();
	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

	}

	interface Queries extends Repository<Member, Long> {

		long endless();

		@CacheStrategy(ttl = 60)
		Accelerated<Long> countByName(String name);

	}

	interface H2Queries extends Queries {

		@Override
		@CacheStrategy(ttl = 60)
		@Query(value = "select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b",
				nativeQuery = true)
		long endless();

	}

	interface PostgresQueries extends Queries {

		@Override
		@CacheStrategy(ttl = 60)
		@Query(value = "select count(*) from generate_series(1, 1000000) a, generate_series(1, 1000000) b",
				nativeQuery = true)
		long endless();

	}

}
