package dev.accelerate.actuate;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.metrics.AccelerateMeter;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link LogHealthIndicator} and the meters of a log that is heard, and of one that is
 * not.
 */
class LogHealthIndicatorTests {

	private ConfigurableApplicationContext context;

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aLogThatIsReadIsUp() {
		start("accelerate.invalidation.log=table");
		write();
		Awaitility.await().until(() -> count(AccelerateMeter.LOG_ROWS) >= 2);
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("paused", false)
			.containsEntry("holes", 0L)
			.containsKeys("silence", "lag", "polls", "failedPolls", "rows", "trimmed");
		assertThat((Long) health.getDetails().get("polls")).isPositive();
		assertThat((String) health.getDetails().get("silence")).matches("\\d+ms");
		assertThat(endpoint(List.of())).isEqualTo(Status.UP);
	}

	@Test
	void theMetersAreThoseOfTheLog() {
		start("accelerate.invalidation.log=table");
		write();
		Awaitility.await().until(() -> count(AccelerateMeter.LOG_ROWS) >= 2);
		MeterRegistry registry = this.context.getBean(MeterRegistry.class);
		for (AccelerateMeter meter : AccelerateMeter.values()) {
			if (meter.id().startsWith("accelerate.log.")) {
				assertThat(registry.find(meter.id()).meter()).as(meter.id()).isNotNull();
			}
		}
		assertThat(registry.get("accelerate.log.polls").tag("outcome", "read").functionCounter().count()).isPositive();
		assertThat(registry.get("accelerate.log.polls").tag("outcome", "failed").functionCounter().count()).isZero();
		// A row that is committed while a poll begins may have no age.
		Awaitility.await().until(() -> {
			write();
			return registry.get("accelerate.log.lag").timeGauge().value() > 0;
		});
	}

	@Test
	void whoeverAsksForTheHealthKeepsNoLogFromResting() {
		start("accelerate.invalidation.log=table", "accelerate.invalidation.max-silence=3m");
		AdvancedTime time = this.context.getBean(AdvancedTime.class);
		for (int i = 0; i < 2; i++) {
			time.ahead.addAndGet(Duration.ofSeconds(40).toNanos());
			assertThat(health().getStatus()).isEqualTo(Status.UP);
		}
		Awaitility.await().until(() -> Boolean.TRUE.equals(health().getDetails().get("paused")));
	}

	/**
	 * The instance answers, from the database. So it stays up, unless the operator says
	 * otherwise.
	 */
	@Test
	void aLogThatIsNotReadIsSilentAndTakesNothingDown() {
		start("accelerate.invalidation.log=table", "accelerate.invalidation.max-silence=100ms");
		this.context.getBean(JdbcTemplate.class).execute("drop table accelerate_invalidation");
		Awaitility.await().until(() -> health().getStatus().equals(LogHealthIndicator.SILENT));
		MeterRegistry registry = this.context.getBean(MeterRegistry.class);
		assertThat(registry.get("accelerate.log.polls").tag("outcome", "failed").functionCounter().count())
			.isPositive();
		assertThat(registry.get("accelerate.log.silence").timeGauge().value()).isPositive();
		assertThat(endpoint(List.of("accelerateLog"))).isEqualTo(LogHealthIndicator.SILENT);
		assertThat(endpoint(List.of())).isEqualTo(Status.UP);
	}

	/**
	 * By the properties that docs/metrics.md names.
	 */
	@Test
	void anOperatorMayTakeASilentInstanceOutOfService() {
		start("accelerate.invalidation.log=table", "accelerate.invalidation.max-silence=100ms",
				"management.endpoint.health.status.order=down,out-of-service,silent,up,unknown",
				"management.endpoint.health.status.http-mapping.silent=503",
				"management.endpoint.health.status.http-mapping.down=503",
				"management.endpoint.health.status.http-mapping.out-of-service=503");
		Awaitility.await().until(() -> httpStatus() == 200);
		this.context.getBean(JdbcTemplate.class).execute("drop table accelerate_invalidation");
		Awaitility.await().until(() -> endpoint(List.of()).equals(LogHealthIndicator.SILENT));
		assertThat(httpStatus()).isEqualTo(503);
	}

	private int httpStatus() {
		return this.context.getBean(HealthEndpointGroups.class)
			.getPrimary()
			.getHttpCodeStatusMapper()
			.getStatusCode(endpoint(List.of()));
	}

	@Test
	void itCanBeSwitchedOff() {
		start("accelerate.invalidation.log=table", "management.health.accelerate-log.enabled=false");
		assertThat(this.context.getBeanNamesForType(LogHealthIndicator.class)).isEmpty();
	}

	@Test
	void aLocalLogHasNeitherHealthNorMeters() {
		start("accelerate.invalidation.log=local");
		assertThat(this.context.getBeanNamesForType(LogHealthIndicator.class)).isEmpty();
		assertThat(this.context.getBean(MeterRegistry.class).find("accelerate.log.polls").meter()).isNull();
	}

	private void start(String... properties) {
		Map<String, Object> all = new HashMap<>(TestDatabase.H2.properties());
		all.put("accelerate.invalidation.table.poll-interval", "10ms");
		Arrays.stream(properties)
			.map((property) -> property.split("=", 2))
			.forEach((property) -> all.put(property[0], property[1]));
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(all)
			.run();
	}

	/**
	 * Write two records: the second one is read after the first.
	 */
	private void write() {
		AccelerateOperations accelerate = this.context.getBean(AccelerateOperations.class);
		accelerate.invalidate("one");
		accelerate.invalidate("two");
	}

	private Health health() {
		return this.context.getBean(LogHealthIndicator.class).health();
	}

	private Status endpoint(List<String> path) {
		HealthEndpoint endpoint = this.context.getBean(HealthEndpoint.class);
		return path.isEmpty() ? ((CompositeHealthDescriptor) endpoint.health()).getStatus()
				: endpoint.healthForPath(path.toArray(String[]::new)).getStatus();
	}

	private double count(AccelerateMeter meter) {
		return this.context.getBean(MeterRegistry.class).get(meter.id()).functionCounter().count();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Member.class)
	static class Application {

		@Bean
		AdvancedTime advancedTime() {
			return new AdvancedTime();
		}

		@Bean
		TimeSource testTimeSource(AdvancedTime time) {
			return new TimeSource(Clock.systemUTC(), () -> System.nanoTime() + time.ahead.get());
		}

	}

	static class AdvancedTime {

		final AtomicLong ahead = new AtomicLong();

	}

}
