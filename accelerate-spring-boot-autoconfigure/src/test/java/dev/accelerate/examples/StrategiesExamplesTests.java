package dev.accelerate.examples;

import java.time.Duration;
import java.util.List;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of docs/strategies.md, with {@link CacheStrategy}.
 */
class StrategiesExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start();

	private final AccelerateOperations accelerate = application.accelerate();

	private final Annotated.UserRepository users = application.repository(Annotated.UserRepository.class);

	@BeforeEach
	void reset() {
		application.reset();
	}

	@Test
	void aResultIsFreshThenStaleAndRefreshedInTheBackground() {
		assertThat(status()).isEqualTo(CacheStatus.MISS);
		application.advance(Duration.ofMillis(59_999));
		assertThat(status()).isEqualTo(CacheStatus.TTL);
		application.saveElsewhere("alice");
		application.advance(Duration.ofMillis(1));
		assertThat(status()).isEqualTo(CacheStatus.SWR);
		application.awaitRefreshes();
		assertThat(status()).isEqualTo(CacheStatus.TTL);
		assertThat(this.users.findByEmailContaining("alice")).hasSize(1);
	}

	@Test
	void afterBothWindowsItIsAMiss() {
		status();
		application.advance(Duration.ofSeconds(120));
		assertThat(status()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void itIsInvalidatedByItsTag() {
		status();
		this.accelerate.invalidate("another_tag");
		assertThat(status()).isEqualTo(CacheStatus.TTL);
		this.accelerate.invalidate("emails_with_alice");
		assertThat(status()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void agesAreJudgedByTheStrategyOfTheCaller() {
		status();
		application.advance(Duration.ofSeconds(10));
		assertThat(status()).isEqualTo(CacheStatus.TTL);
		assertThat(this.accelerate.withCacheStrategy(CacheOptions.ofTtl(5).withSwr(0), this::status))
			.isEqualTo(CacheStatus.MISS);
	}

	private CacheStatus status() {
		return application.status(() -> this.users.findByEmailContaining("alice"));
	}

	static class Annotated {

		interface UserRepository extends JpaRepository<User, Long> {

			@CacheStrategy(ttl = 60, swr = 60, tags = "emails_with_alice")
			List<User> findByEmailContaining(String part);

		}

	}

}
