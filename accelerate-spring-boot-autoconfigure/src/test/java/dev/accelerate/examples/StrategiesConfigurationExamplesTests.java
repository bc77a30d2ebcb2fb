package dev.accelerate.examples;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import com.example.UserRepository;
import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.AccelerateProperties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration that docs/strategies.md shows, by {@link AccelerateProperties}.
 */
class StrategiesConfigurationExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication
		.start(PageProperties.of("docs/strategies.md", 0));

	private final UserRepository users = application.repository(UserRepository.class);

	private final ArchiveRepository archive = application.repository(ArchiveRepository.class);

	@BeforeEach
	void reset() {
		application.reset();
	}

	@Test
	void oneMethodHasItsOwn() {
		Supplier<?> read = () -> this.users.findByEmailContaining("alice");
		checkFreshFor(Duration.ofSeconds(60), CacheStatus.SWR, read);
		application.awaitRefreshes();
		assertThat(application.status(read)).isEqualTo(CacheStatus.TTL);
		application.accelerate().invalidate("emails_with_alice");
		assertThat(application.status(read)).isEqualTo(CacheStatus.MISS);
		application.advance(Duration.ofSeconds(120));
		assertThat(application.status(read)).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void theOtherMethodsOfTheRepositoryHaveThatOfTheWildcard() {
		checkFreshFor(Duration.ofSeconds(2), CacheStatus.MISS, () -> this.users.findByName("anna"));
		checkFreshFor(Duration.ofSeconds(2), CacheStatus.MISS, this.users::findAll);
	}

	@Test
	void theFullNameOfARepositoryGoesBeforeItsSimpleName() {
		checkFreshFor(Duration.ofMinutes(1), CacheStatus.MISS, this.users::count);
	}

	@Test
	void aMethodIsDisabledInAllRepositories() {
		for (JpaRepository<User, Long> repository : List.of(this.users, this.archive)) {
			for (int i = 0; i < 2; i++) {
				assertThat(application.status(() -> repository.existsById(1L))).isEqualTo(CacheStatus.NONE);
			}
		}
	}

	@Test
	void allOtherRepositoriesHaveTheDefault() {
		checkFreshFor(Duration.ofSeconds(5), CacheStatus.MISS, this.archive::count);
		checkFreshFor(Duration.ofSeconds(5), CacheStatus.MISS, () -> this.archive.findByEmailContaining("alice"));
	}

	private static void checkFreshFor(Duration ttl, CacheStatus next, Supplier<?> read) {
		assertThat(application.status(read)).isEqualTo(CacheStatus.MISS);
		application.advance(ttl.minusMillis(1));
		assertThat(application.status(read)).isEqualTo(CacheStatus.TTL);
		application.advance(Duration.ofMillis(1));
		assertThat(application.status(read)).isEqualTo(next);
	}

	interface ArchiveRepository extends JpaRepository<User, Long> {

		List<User> findByEmailContaining(String part);

	}

}
