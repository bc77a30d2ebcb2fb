package dev.accelerate.repository;

import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QueryTimeoutFactory} with queries that write or lock on PostgreSQL: they do what
 * they would without {@code accelerate.query-timeout}.
 */
@Tag("postgres")
class PostgresQueryEffectTests {

	@ParameterizedTest
	@ValueSource(strings = { "accelerate.query-timeout=0", "accelerate.query-timeout=5s",
			"accelerate.default-strategy.ttl=60" })
	void aQueryThatWritesIsNoReadWhateverIsConfigured(String property) {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.POSTGRES,
				"accelerate.query-timeout=5s", property)) {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			jdbc.execute("create table visits (name text primary key, number int); create sequence invoice_no; "
					+ "create function visit() returns int language sql as 'update visits set number = number + 1 "
					+ "returning number'");
			Visits visits = TestRepositories.create(context, Visits.class);
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			Supplier<Integer> around = () -> accelerate.withCacheStrategy(CacheOptions.ofTtl(60), visits::upsert);
			assertThat(visits.upsert()).isEqualTo(1);
			assertThat(around.get()).isEqualTo(2);
			assertThat(around.get()).isEqualTo(3);
			assertThat(visits.byFunction()).isEqualTo(4);
			assertThat(accelerate.withCacheStrategy(CacheOptions.ofTtl(60), visits::byFunction)).isEqualTo(5);
			assertThat(visits.next()).isEqualTo(1);
			assertThat(accelerate.withCacheStrategy(CacheOptions.ofTtl(60), visits::next)).isEqualTo(2);
			assertThat(visits.locked()).isEqualTo(5);
			assertThat(accelerate.withCacheStrategy(CacheOptions.ofTtl(60), visits::locked)).isEqualTo(5);
			assertThat(jdbc.queryForObject("select number from visits", Integer.class)).isEqualTo(5);
		}
	}

	interface Visits extends Repository<Member, Long> {

		@Query(nativeQuery = true, value = "insert into visits values ('a', 1) on conflict (name) do update "
				+ "set number = visits.number + 1 returning number")
		int upsert();

		@Query(nativeQuery = true, value = "select visit()")
		int byFunction();

		@Query(nativeQuery = true, value = "select nextval('invoice_no')")
		long next();

		@Query(nativeQuery = true, value = "select number from visits for update")
		int locked();

	}

}
