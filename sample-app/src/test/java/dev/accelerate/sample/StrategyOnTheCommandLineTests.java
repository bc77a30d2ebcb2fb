package dev.accelerate.sample;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a strategy on the command line changes.
 */
@SampleTest
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "sample.users=1040",
		args = "--accelerate.strategies.UserRepository[*].ttl=2s")
/**
 * {@link SampleApplication} with a strategy on its command line.
 */
class StrategyOnTheCommandLineTests {

	private static final String ALICES = "/api/users?contains=alice";

	private final Api api;

	private final MutableTime time;

	@Autowired
	StrategyOnTheCommandLineTests(RestTestClient client, MutableTime time) {
		this.api = new Api(client);
		this.time = time;
	}

	@Test
	void freshWindowIsThatOfTheCommandLineAndTheRestIsAsDeclared() {
		assertThat(this.api.status(ALICES)).isEqualTo("miss");
		this.time.advance(Duration.ofMillis(1_999));
		assertThat(this.api.status(ALICES)).isEqualTo("ttl");
		this.time.advance(Duration.ofMillis(1));
		assertThat(this.api.status(ALICES)).isEqualTo("swr");
		this.api.post("/api/invalidate", "{\"tags\": [\"emails_with_alice\"]}").expectStatus().isOk();
		assertThat(this.api.status(ALICES)).isEqualTo("miss");
		this.time.advance(Duration.ofSeconds(62));
		assertThat(this.api.status(ALICES)).isEqualTo("miss");
	}

}
