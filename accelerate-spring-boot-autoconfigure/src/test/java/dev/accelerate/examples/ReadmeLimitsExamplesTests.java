package dev.accelerate.examples;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.autoconfigure.AccelerateProperties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits that README.md sets by {@link AccelerateProperties}.
 */
class ReadmeLimitsExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start(Configured.class,
			PageProperties.of("README.md", 1));

	private final UserRepository users = application.repository(UserRepository.class);

	@BeforeEach
	void reset() {
		application.reset();
		this.users.save(new User("anna"));
	}

	@Test
	void aLargerResultIsNotKept() {
		assertThat(application.status(() -> this.users.repeatName(30_000))).isEqualTo(CacheStatus.MISS);
		assertThat(application.status(() -> this.users.repeatName(30_000))).isEqualTo(CacheStatus.TTL);
		assertThat(application.status(() -> this.users.repeatName(70_000))).isEqualTo(CacheStatus.MISS);
		assertThat(application.status(() -> this.users.repeatName(70_000))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void aLoadHasADeadline() {
		assertThat(this.users.secondsLeft()).isBetween(1, 5);
	}

	@Test
	void theLastResultIsAnsweredWhileTheDatabaseIsAway() {
		Outage outage = application.bean(Outage.class);
		this.users.findByName("anna");
		application.advance(Duration.ofMinutes(10));
		outage.begin();
		try {
			assertThat(application.status(() -> this.users.findByName("anna"))).isEqualTo(CacheStatus.SWR);
		}
		finally {
			outage.end();
		}
	}

	/**
	 * That all of a hundred expire on the same side of the middle is as good as
	 * impossible.
	 */
	@Test
	void resultsThatWereLoadedTogetherDoNotExpireTogether() {
		IntStream.range(0, 100).forEach((i) -> this.users.repeatName(i));
		application.advance(Duration.ofMillis(53_999));
		assertThat(statuses()).containsOnly(CacheStatus.TTL);
		application.advance(Duration.ofMillis(3_001));
		assertThat(statuses()).contains(CacheStatus.TTL, CacheStatus.MISS);
		application.advance(Duration.ofMillis(3_000));
		assertThat(statuses()).contains(CacheStatus.MISS);
	}

	private List<CacheStatus> statuses() {
		return IntStream.range(0, 100).mapToObj((i) -> application.status(() -> this.users.repeatName(i))).toList();
	}

	interface UserRepository extends JpaRepository<User, Long> {

		@CacheStrategy(ttl = 60)
		@Query(value = "select repeat(name, :times) from users", nativeQuery = true)
		List<String> repeatName(int times);

		@CacheStrategy(ttl = 60)
		List<User> findByName(String name);

		/**
		 * Return how long the transaction in which this is loaded may still take.
		 */
		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true)
		default int secondsLeft() {
			count();
			return TransactionSynchronizationManager.getResourceMap()
				.values()
				.stream()
				.filter((resource) -> resource instanceof ResourceHolderSupport holder && holder.hasTimeout())
				.mapToInt((holder) -> ((ResourceHolderSupport) holder).getTimeToLiveInSeconds())
				.max()
				.orElse(Integer.MAX_VALUE);
		}

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
