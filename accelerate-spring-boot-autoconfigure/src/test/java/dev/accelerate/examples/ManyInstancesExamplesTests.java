package dev.accelerate.examples;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/many-instances.md on two instances, with the token of
 * {@link AccelerateOperations}.
 */
class ManyInstancesExamplesTests {

	private static final String URL = "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID()
			+ ";DB_CLOSE_ON_EXIT=FALSE";

	/**
	 * The other instance does not hear of a write by itself, so that it is the token that
	 * shows it.
	 */
	private static final String RARE_POLLS = "accelerate.invalidation.table.poll-interval=5m";

	@AutoClose
	private static final ExamplesApplication first = start();

	@AutoClose
	private static final ExamplesApplication second = start("spring.jpa.hibernate.ddl-auto=none", RARE_POLLS,
			"accelerate.invalidation.max-silence=10m", "accelerate.invalidation.table.retention=1d");

	private static ExamplesApplication start(String... properties) {
		return ExamplesApplication
			.start(Stream.of(new String[] { URL }, PageProperties.of("docs/many-instances.md", 0), properties)
				.flatMap(Stream::of)
				.toArray(String[]::new));
	}

	@Test
	void whatWasWrittenOnOneIsReadOnTheOtherWithItsToken() {
		UserRepository elsewhere = first.repository(UserRepository.class);
		UserRepository repository = second.repository(UserRepository.class);
		repository.findByEmailContaining("alice");
		assertThat(second.status(() -> repository.findByEmailContaining("alice"))).isEqualTo(CacheStatus.TTL);
		elsewhere.save(new User("alice"));
		assertThat(second.status(() -> repository.findByEmailContaining("alice"))).isEqualTo(CacheStatus.TTL);
		assertThat(read(second.accelerate(), repository, token(first.accelerate()))).extracting(User::getName)
			.containsExactly("alice");
	}

	private static String token(AccelerateOperations accelerate) {
		String token = accelerate.token(); // after the commit
		return token;
	}

	private static List<User> read(AccelerateOperations accelerate, UserRepository repository, String token) {
		List<User> users = accelerate.atLeast(token, () -> repository.findByEmailContaining("alice"));
		return users;
	}

	interface UserRepository extends JpaRepository<User, Long> {

		@CacheStrategy(ttl = 60)
		List<User> findByEmailContaining(String part);

	}

}
