package dev.accelerate.examples;

import java.time.Duration;
import java.util.List;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.autoconfigure.AccelerateProperties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The configuration that docs/semantics.md shows, by {@link AccelerateProperties}.
 */
class SemanticsConfigurationExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start(Configured.class,
			PageProperties.of("docs/semantics.md", 0));

	private final UserRepository users = application.repository(UserRepository.class);

	private final Outage outage = application.bean(Outage.class);

	@BeforeEach
	void reset() {
		this.outage.end();
		application.reset();
		this.users.save(new User("anna"));
		this.users.findByName("anna");
	}

	@Test
	void theLastResultIsAnsweredForAsLongAfterBothWindows() {
		this.outage.begin();
		for (Duration duration : List.of(Duration.ofSeconds(120), Duration.ofMillis(599_999))) {
			application.advance(duration);
			Accelerated<List<User>> stale = application.accelerate()
				.withAccelerateInfo(() -> this.users.findByName("anna"));
			assertThat(stale.info().cacheStatus()).isEqualTo(CacheStatus.SWR);
			assertThat(stale.data()).hasSize(1);
		}
		application.advance(Duration.ofMillis(1));
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.users.findByName("anna"));
	}

	@Test
	void aResultThatHasBeenInvalidatedIsNeverAnswered() {
		this.outage.begin();
		application.accelerate().invalidateAll();
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.users.findByName("anna"));
	}

	interface UserRepository extends JpaRepository<User, Long> {

		@CacheStrategy(ttl = 60, swr = 60)
		List<User> findByName(String name);

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ExamplesApplication.Configured.class)
	static class Configured {

		@Bean
		static Outage outage() {
			return new Outage();
		}

	}

}
