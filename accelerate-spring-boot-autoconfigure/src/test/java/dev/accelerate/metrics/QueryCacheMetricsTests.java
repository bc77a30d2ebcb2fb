package dev.accelerate.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStrategy;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.RequiredSearch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link AccelerateMeter Meters} of a running application.
 */
class QueryCacheMetricsTests {

	private ConfigurableApplicationContext context;

	private Members members;

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void allMetersAreThereBeforeTheFirstCall() {
		start();
		List<String> expected = Arrays.stream(AccelerateMeter.values())
			.filter((meter) -> meter != AccelerateMeter.BYPASSES)
			.map(AccelerateMeter::id)
			.filter((id) -> !id.startsWith("accelerate.log."))
			.toList();
		assertThat(endpoint().listNames().getNames()).containsAll(expected);
		for (String status : List.of("ttl", "swr", "miss", "none")) {
			assertThat(requests(status)).isZero();
			assertThat(endpoint().metric("accelerate.requests", List.of("status:" + status)).getMeasurements())
				.hasSize(1);
		}
	}

	@Test
	void everyWayOfAnsweringIsCounted() {
		start();
		this.members.findByName("alice");
		assertCounts(1, 0, 0, 0);
		this.members.findByName("alice");
		this.members.findByName("alice");
		assertCounts(1, 2, 0, 0);
		this.context.getBean(MutableTime.class).advance(Duration.ofSeconds(61));
		this.members.findByName("alice");
		assertCounts(1, 2, 1, 0);
		Awaitility.await().until(() -> count("accelerate.refreshes", "outcome", "stored") == 1);
		new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> {
				this.context.getBean(JdbcTemplate.class).queryForList("select 1");
				this.members.findByName("alice");
			});
		assertCounts(1, 2, 1, 1);
		assertThat(find("accelerate.bypasses")
			.tags("reason", "read-write-transaction", "repository", "Members", "method", "findByName")
			.counter()
			.count()).isEqualTo(1);
		assertThat(endpoint().metric("accelerate.requests", List.of("status:ttl")).getMeasurements().get(0).getValue())
			.isEqualTo(2);
		assertThat(endpoint().listNames().getNames()).contains("accelerate.bypasses");
	}

	@Test
	void loadsAreTimedByOutcome() {
		start();
		this.members.findByName("alice");
		this.members.findByName("alice");
		this.members.findByName("bob");
		assertThat(loads("stored").count()).isEqualTo(2);
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class).isThrownBy(this.members::findTheOne);
		assertThat(loads("failed").count()).isEqualTo(1);
		assertThat(find("accelerate.requests").tags("status", "miss", "method", "findTheOne").counter().count())
			.isEqualTo(1);
		assertThat(loads("discarded").count()).isZero();
	}

	@Test
	void failedRefreshIsCountedAndTheStaleValueStays() {
		start();
		this.members.findByNameContaining("zoe");
		insertUnseen("zoe", "zoe@example.org");
		insertUnseen("zoe", "zoe2@example.org");
		this.context.getBean(MutableTime.class).advance(Duration.ofSeconds(61));
		assertThat(this.members.findByNameContaining("zoe")).isEmpty();
		Awaitility.await().until(() -> count("accelerate.refreshes", "outcome", "failed") == 1);
		assertThat(count("accelerate.failures", "component", "refresh")).isEqualTo(1);
		assertThat(this.members.findByNameContaining("zoe")).isEmpty();
	}

	/**
	 * Write as another application would.
	 */
	private void insertUnseen(String name, String email) {
		this.context.getBean(JdbcTemplate.class)
			.update("insert into members (id, name, email) values ((select coalesce(max(id), 0) + 1 from members), ?, ?)",
					name, email);
	}

	@Test
	void invalidationsAreCountedByCause() {
		start();
		AccelerateOperations accelerate = this.context.getBean(AccelerateOperations.class);
		accelerate.invalidate("a", "b");
		accelerate.invalidate(List.of("c"));
		accelerate.invalidateAll();
		assertThat(count("accelerate.invalidations", "cause", "tags")).isEqualTo(2);
		assertThat(count("accelerate.invalidations", "cause", "all")).isEqualTo(1);
	}

	@Test
	void localStoreIsMeasured() {
		start();
		assertThat(find("accelerate.entries").gauge().value()).isZero();
		assertThat(find("accelerate.weight").gauge().value()).isZero();
		this.members.findByName("alice");
		this.members.findByName("bob");
		assertThat(find("accelerate.entries").gauge().value()).isEqualTo(2);
		// Caffeine weighs new entries on another thread.
		Awaitility.await().until(() -> find("accelerate.weight").gauge().value() > 0);
		assertThat(find("accelerate.weight").gauge().getId().getBaseUnit()).isEqualTo("bytes");
		assertThat(find("accelerate.evictions").functionCounter().count()).isZero();
	}

	@Test
	void evictionsAreCounted() {
		start("accelerate.store.maximum-size=1B");
		this.members.findByName("alice");
		Awaitility.await().until(() -> find("accelerate.evictions").functionCounter().count() == 1);
	}

	@Test
	void failuresOfTheStoreAreCountedAndNotSeen() {
		start(Failing.class);
		assertThat(this.members.findByName("alice")).hasSize(1);
		assertThat(this.members.findByName("alice")).hasSize(1);
		assertCounts(2, 0, 0, 0);
		assertThat(count("accelerate.failures", "component", "store")).isPositive();
		assertThat(loads("discarded").count()).isEqualTo(2);
	}

	@Test
	void springDatasOwnMetricSeesNoHits() {
		start();
		for (int i = 0; i < 3; i++) {
			this.members.findByName("alice");
		}
		assertCounts(1, 2, 0, 0);
		assertThat(find("spring.data.repository.invocations").tag("method", "findByName").timer().count()).isEqualTo(1);
	}

	private void start(String... properties) {
		start(TestApplication.class, properties);
	}

	private void start(Class<?> configuration, String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "management.endpoints.web.exposure.include=metrics";
		this.context = TestApplication.run(TestDatabase.H2, configuration, all);
		this.members = TestRepositories.create(this.context, Members.class);
		this.members.save(new Member("alice", "alice@example.org", null));
		this.members.save(new Member("bob", "bob@example.org", null));
	}

	private void assertCounts(int miss, int ttl, int swr, int none) {
		assertThat(List.of(requests("miss"), requests("ttl"), requests("swr"), requests("none")))
			.containsExactly((double) miss, (double) ttl, (double) swr, (double) none);
	}

	private double requests(String status) {
		return find("accelerate.requests").tags("status", status, "repository", "Members", "method", "findByName")
			.counter()
			.count();
	}

	private double count(String meter, String tag, String value) {
		return find(meter).tag(tag, value).counter().count();
	}

	private Timer loads(String outcome) {
		return find("accelerate.loads").tag("outcome", outcome).timer();
	}

	private RequiredSearch find(String meter) {
		return this.context.getBean(MeterRegistry.class).get(meter);
	}

	private MetricsEndpoint endpoint() {
		return this.context.getBean(MetricsEndpoint.class);
	}

	interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60, swr = 600)
		List<Member> findByName(String name);

		@CacheStrategy(ttl = 60, swr = 600)
		Optional<Member> findByNameContaining(String part);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m")
		Optional<Member> findTheOne();

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		FailingStore failingStore() {
			return new FailingStore();
		}

	}

	static class FailingStore implements EntryStore {

		@Override
		public Entry get(QuerySignature signature) {
			throw new IllegalStateException("get");
		}

		@Override
		public void put(QuerySignature signature, Entry entry) {
			throw new IllegalStateException("put");
		}

	}

}
