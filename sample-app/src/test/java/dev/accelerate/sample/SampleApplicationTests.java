package dev.accelerate.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SampleApplication}: the story that the README tells, over HTTP.
 */
@SampleTest
class SampleApplicationTests {

	private static final String ALICES = "/api/users?contains=alice";

	private final Api api;

	private final MutableTime time;

	@Autowired
	SampleApplicationTests(RestTestClient client, MutableTime time) {
		this.api = new Api(client);
		this.time = time;
	}

	@BeforeEach
	void forgetEverything() {
		this.api.invalidateAll();
	}

	@Test
	void answersMissThenTtlThenSwrThenMissAfterInvalidation() {
		assertThat(this.api.status(ALICES)).isEqualTo("miss");
		assertThat(this.api.status(ALICES)).isEqualTo("ttl");
		this.time.advance(Duration.ofSeconds(61));
		assertThat(this.api.status(ALICES)).isEqualTo("swr");
		Awaitility.await().until(() -> this.api.status(ALICES).equals("ttl"));
		this.api.post("/api/invalidate", "{\"tags\": [\"emails_with_alice\"]}")
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.length()")
			.isEqualTo(1)
			.jsonPath("$.requestId")
			.isNotEmpty();
		assertThat(this.api.status(ALICES)).isEqualTo("miss");
	}

	@Test
	void listIsCachedForSixtySecondsAndStaleForSixtyMore() {
		this.api.read(ALICES);
		this.time.advance(Duration.ofMillis(59_999));
		assertThat(this.api.status(ALICES)).isEqualTo("ttl");
		this.time.advance(Duration.ofMillis(60_001));
		assertThat(this.api.status(ALICES)).isEqualTo("miss");
	}

	@Test
	void invalidatesOneUserByHisTag() {
		this.api.read("/api/users/1");
		this.api.read("/api/users/2");
		this.api.post("/api/invalidate", "{\"tags\": [\"user_1\"]}").expectStatus().isOk();
		assertThat(this.api.status("/api/users/1")).isEqualTo("miss");
		assertThat(this.api.status("/api/users/2")).isEqualTo("ttl");
	}

	@Test
	void invalidatesEverything() {
		List<String> reads = List.of(ALICES, "/api/users/1", "/api/users/first?name=Alice Adams", "/api/users/count",
				"/api/users/by-domain", "/api/users/page");
		assertThat(reads).allSatisfy((read) -> assertThat(this.api.status(read)).isEqualTo("miss"));
		assertThat(reads).allSatisfy((read) -> assertThat(this.api.status(read)).isEqualTo("ttl"));
		this.api.post("/api/invalidate-all", "")
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.requestId")
			.isNotEmpty();
		assertThat(reads).allSatisfy((read) -> assertThat(this.api.status(read)).isEqualTo("miss"));
	}

	@Test
	void countsRequestsByStatus() {
		double before = requestsAnswered("ttl");
		this.api.read(ALICES);
		assertThat(requestsAnswered("ttl")).isEqualTo(before);
		this.api.read(ALICES);
		this.api.read(ALICES);
		assertThat(requestsAnswered("ttl")).isEqualTo(before + 2);
	}

	@Test
	void exposesHealthInfoAndMetricsOnly() {
		this.api.get("/actuator/health").expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo("UP");
		this.api.get("/actuator/info").expectStatus().isOk();
		this.api.get("/actuator/metrics").expectStatus().isOk();
		this.api.get("/actuator/env").expectStatus().isNotFound();
	}

	private double requestsAnswered(String status) {
		Map<String, Object> meter = this.api.read("/actuator/metrics/accelerate.requests?tag=status:" + status);
		Map<?, ?> measurement = (Map<?, ?>) ((List<?>) meter.get("measurements")).get(0);
		return (Double) measurement.get("value");
	}

}
