package dev.accelerate.examples;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import dev.accelerate.AccelerateInfo;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/semantics.md, with {@link CacheStrategy}.
 */
class SemanticsExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start("accelerate.region=berlin");

	private final AccelerateOperations accelerate = application.accelerate();

	private final Conditional.UserRepository users = application.repository(Conditional.UserRepository.class);

	@BeforeEach
	void reset() {
		application.reset();
	}

	@Test
	void whereTheConditionIsFalseNothingIsKept() {
		this.users.save(new User("bob"));
		for (int i = 0; i < 2; i++) {
			Accelerated<List<User>> bobs = this.accelerate.withAccelerateInfo(() -> this.users.findByName("bob"));
			assertThat(bobs.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
			assertThat(bobs.data()).hasSize(1);
		}
	}

	@Test
	void whereUnlessIsTrueTheResultIsAnsweredAndNotKept() {
		assertThat(application.status(() -> this.users.findByName("anna"))).isEqualTo(CacheStatus.MISS);
		this.users.save(new User("anna"));
		Accelerated<List<User>> annas = this.accelerate.withAccelerateInfo(() -> this.users.findByName("anna"));
		assertThat(annas.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(annas.data()).hasSize(1);
		assertThat(application.status(() -> this.users.findByName("anna"))).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void infoTellsEverythingInTheTable() {
		Counted.UserRepository users = application.repository(Counted.UserRepository.class);
		AccelerateInfo miss = count(users).info();
		application.advance(Duration.ofSeconds(59));
		AccelerateInfo hit = count(users).info();
		assertThat(List.of(miss.cacheStatus(), hit.cacheStatus())).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
		assertThat(hit.lastModified()).isEqualTo(application.now().minus(Duration.ofSeconds(59)));
		assertThat(hit.region()).isEqualTo("berlin");
		assertThat(UUID.fromString(hit.requestId())).isNotEqualTo(UUID.fromString(miss.requestId()));
		assertThat(hit.signature()).matches("[0-9a-f]{40}").isEqualTo(miss.signature());
		assertThat(count(this.users).info().signature()).as("without a key").isEmpty();
	}

	@Test
	void infoIsThatOfTheLastCall() {
		Counted.UserRepository users = application.repository(Counted.UserRepository.class);
		assertThat(application.status(() -> {
			count(this.users);
			return users.count();
		})).isEqualTo(CacheStatus.MISS);
		assertThat(application.status(() -> {
			users.count();
			return count(this.users);
		})).isEqualTo(CacheStatus.NONE);
	}

	private Accelerated<Long> count(JpaRepository<User, Long> users) {
		Accelerated<Long> counted = accelerate.withAccelerateInfo(() -> users.count());
		return counted;
	}

	static class Conditional {

		interface UserRepository extends JpaRepository<User, Long> {

			@CacheStrategy(ttl = 60, condition = "#name.length() > 3", unless = "#result.empty")
			List<User> findByName(String name);

		}

	}

	static class Counted {

		interface UserRepository extends JpaRepository<User, Long> {

			@Override
			@CacheStrategy(ttl = 60)
			long count();

		}

	}

}
