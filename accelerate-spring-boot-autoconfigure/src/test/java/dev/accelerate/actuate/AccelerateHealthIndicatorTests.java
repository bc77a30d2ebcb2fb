package dev.accelerate.actuate;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.accelerate.CacheStrategy;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateHealthIndicator} of a cache that works, and of one that fails.
 */
class AccelerateHealthIndicatorTests {

	private static final String MAXIMUM = "accelerate.health.maximum-failures=1";

	private ConfigurableApplicationContext context;

	private Members members;

	@AfterEach
	void stop() {
		this.context.close();
	}

	private void start(Class<?> configuration, String... properties) {
		this.context = TestApplication.run(TestDatabase.H2, configuration, properties);
		this.members = TestRepositories.create(this.context, Members.class);
	}

	private Health health() {
		return this.context.getBean(AccelerateHealthIndicator.class).health();
	}

	private long failuresOfTheStore() {
		return (Long) ((Map<?, ?>) health().getDetails().get("failures")).get("store");
	}

	@Test
	void aCacheThatWorksIsUp() {
		start(TestApplication.class, "accelerate.store.maximum-size=1MB", MAXIMUM);
		this.members.findByName("alice");
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails()).containsEntry("log", "none").containsKey("failures");
		Map<?, ?> store = (Map<?, ?>) health().getDetails().get("store");
		assertThat(store.get("entries")).isEqualTo(1L);
		assertThat((Long) store.get("bytes")).isPositive();
		assertThat(store.get("maximumBytes")).isEqualTo(1L << 20);
		assertThat(store.get("evictions")).isEqualTo(0L);
		assertThat(failuresOfTheStore()).isZero();
		assertThat(this.context.getBean(HealthEndpoint.class).healthForPath("accelerate").getStatus())
			.isEqualTo(Status.UP);
	}

	@Test
	void failuresOfTheLastMinuteTakeNothingDown() {
		start(Failing.class);
		List.of("alice", "bob", "carol").forEach(this.members::findByName);
		assertThat(failuresOfTheStore()).isGreaterThanOrEqualTo(3);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails()).doesNotContainKey("store");
	}

	@Test
	void tooManyFailuresTakeItDownIfAskedTo() {
		start(Failing.class, MAXIMUM);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		List.of("alice", "bob").forEach(this.members::findByName);
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		this.context.getBean(MutableTime.class).advance(Duration.ofSeconds(61));
		assertThat(failuresOfTheStore()).isZero();
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void theStateOfTheLogIsAWord() {
		start(TestApplication.class, "accelerate.invalidation.log=table");
		assertThat(health().getDetails()).containsEntry("log", "heard");
	}

	@Test
	void itCanBeSwitchedOff() {
		start(TestApplication.class, "management.health.accelerate.enabled=false");
		assertThat(Arrays.asList(this.context.getBeanNamesForType(AccelerateHealthIndicator.class))).isEmpty();
	}

	interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name);

	}

	static class Failing implements EntryStore {

		@Override
		public @Nullable Entry get(QuerySignature signature) {
			throw new IllegalStateException("The store is away");
		}

		@Override
		public void put(QuerySignature signature, Entry entry) {
			throw new IllegalStateException("The store is away");
		}

	}

}
