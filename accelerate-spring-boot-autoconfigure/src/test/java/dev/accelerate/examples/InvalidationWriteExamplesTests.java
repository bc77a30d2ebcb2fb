package dev.accelerate.examples;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.catalog.DatabaseCatalogs;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/invalidation.md that write, with {@link AccelerateOperations}.
 */
class InvalidationWriteExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication
		.start(StringUtils.concatenateStringArrays(PageProperties.of("docs/invalidation.md", 0),
				PageProperties.of("docs/invalidation.md", 1)));

	private final Written.UserRepository users = application.repository(Written.UserRepository.class);

	@BeforeEach
	void reset() {
		application.reset();
		application.advance(Duration.ofMinutes(1));
	}

	@Test
	void aWriteMakesEveryQueryThatMayShowTheUserAMissAfterTheCommit() {
		Long id = cachedAnna();
		Names names = application.bean(new Names(this.users));
		application.inTransaction((transaction) -> {
			names.rename(id, "hanna");
			transaction.setRollbackOnly();
		});
		assertThat(application.status(() -> this.users.findByName("anna"))).isEqualTo(CacheStatus.TTL);
		names.rename(id, "hanna");
		assertThat(application.status(() -> this.users.findByName("anna"))).isEqualTo(CacheStatus.MISS);
		assertThat(application.status(this.users::count)).isEqualTo(CacheStatus.TTL);
		assertThat(this.users.findByName("hanna")).isPresent();
	}

	@Test
	void resultsCanBeAsOldAsTheirWindowsSay() {
		Long id = cachedAnna();
		assertThat(this.users.findByNameStartingWith("ann")).hasSize(1);
		application.bean(new Names(this.users)).rename(id, "hanna");
		assertThat(application.status(() -> this.users.findByNameStartingWith("ann"))).isEqualTo(CacheStatus.TTL);
		application.accelerate().invalidate("user_names");
		assertThat(this.users.findByNameStartingWith("ann")).isEmpty();
	}

	@Test
	void whatAViewReadsCanBeNamed() {
		application.bean(JdbcTemplate.class)
			.execute("create view turnover_view as select customer, sum(total) total from orders group by customer");
		// As if it had been there when the application started.
		application.bean(DatabaseCatalogs.class).started();
		OrderRepository orders = application.repository(OrderRepository.class);
		orders.save(new Order(7L, BigDecimal.ONE));
		application.advance(Duration.ofSeconds(3));
		assertThat(this.users.turnoverOf(7L)).isEqualByComparingTo("1");
		assertThat(application.status(() -> this.users.turnoverOf(7L))).isEqualTo(CacheStatus.TTL);
		orders.save(new Order(7L, BigDecimal.TEN));
		assertThat(this.users.turnoverOf(7L)).isEqualByComparingTo("11");
	}

	@Test
	void whatIsLoadedWithinTheLagIsNotKept() {
		this.users.save(new User("anna"));
		assertThat(application.status(this.users::count)).isEqualTo(CacheStatus.MISS);
		assertThat(application.status(this.users::count)).isEqualTo(CacheStatus.MISS);
		application.advance(Duration.ofSeconds(3));
		assertThat(application.status(this.users::count)).isEqualTo(CacheStatus.MISS);
		assertThat(application.status(this.users::count)).isEqualTo(CacheStatus.TTL);
	}

	private Long cachedAnna() {
		Long id = this.users.save(new User("anna")).getId();
		application.advance(Duration.ofSeconds(3));
		this.users.count();
		this.users.findByName("anna");
		assertThat(application.status(this.users::count)).isEqualTo(CacheStatus.TTL);
		return id;
	}

	interface OrderRepository extends JpaRepository<Order, Long> {

	}

	static class Written {

		interface UserRepository extends JpaRepository<User, Long> {

			@Override
			@CacheStrategy(ttl = 60)
			long count();

			@CacheStrategy(ttl = 60)
			Optional<User> findByName(String name);

			@CacheStrategy(ttl = 60, tags = "user_names", invalidateOnWrite = false)
			List<User> findByNameStartingWith(String prefix);

			@CacheStrategy(ttl = 600, dependsOn = Order.class)
			@Query(value = "select total from turnover_view where customer = :customer", nativeQuery = true)
			BigDecimal turnoverOf(Long customer);

		}

	}

	static class Names {

		private final Written.UserRepository users;

		Names(Written.UserRepository users) {
			this.users = users;
		}

		@Transactional
		public void rename(Long id, String name) {
			users.findById(id).orElseThrow().setName(name);
		}

	}

}
