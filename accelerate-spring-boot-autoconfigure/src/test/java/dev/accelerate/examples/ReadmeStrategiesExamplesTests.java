package dev.accelerate.examples;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.AccelerateProperties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The strategies that README.md sets by {@link AccelerateProperties}, without touching
 * code.
 */
class ReadmeStrategiesExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start(PageProperties.of("README.md", 0));

	private final UserRepository users = application.repository(UserRepository.class);

	@BeforeEach
	void reset() {
		application.reset();
	}

	@Test
	void theMethodsOfTheRepositoryHaveThatOfTheWildcard() {
		checkFreshFor(Duration.ofSeconds(60), CacheStatus.SWR, () -> this.users.findByName("anna"));
		application.awaitRefreshes();
		application.advance(Duration.ofSeconds(120));
		assertThat(application.status(() -> this.users.findByName("anna"))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void oneMethodHasItsOwnAndTheRestFromTheWildcard() {
		checkFreshFor(Duration.ofSeconds(5), CacheStatus.SWR, () -> this.users.findByEmailContaining("a"));
	}

	@Test
	void otherRepositoriesHaveTheDefault() {
		ArchiveRepository archive = application.repository(ArchiveRepository.class);
		checkFreshFor(Duration.ofSeconds(10), CacheStatus.MISS, archive::count);
	}

	private static void checkFreshFor(Duration ttl, CacheStatus next, Supplier<?> read) {
		assertThat(application.status(read)).isEqualTo(CacheStatus.MISS);
		application.advance(ttl.minusMillis(1));
		assertThat(application.status(read)).isEqualTo(CacheStatus.TTL);
		application.advance(Duration.ofMillis(1));
		assertThat(application.status(read)).isEqualTo(next);
	}

	interface UserRepository extends JpaRepository<User, Long> {

		List<User> findByName(String name);

		List<User> findByEmailContaining(String part);

	}

	interface ArchiveRepository extends JpaRepository<User, Long> {

	}

}
