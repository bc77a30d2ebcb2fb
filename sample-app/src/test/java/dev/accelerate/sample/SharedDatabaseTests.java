package dev.accelerate.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SampleApplication} with the profile {@code shared}, twice on one database: what
 * is written on one is seen on the other. Code generated ahead of time is that of one set
 * of properties, and not of an application that a test starts itself.
 */
@DisabledIfSystemProperty(named = "spring.aot.enabled", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedDatabaseTests {

	private static final String COUNT = "/api/users/count";

	/**
	 * Longest time that the other instance may take, on a slow machine.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private ConfigurableApplicationContext first;

	private ConfigurableApplicationContext second;

	private Path directory;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.directory = directory;
		this.first = run("--sample.users=500");
		this.second = run("--sample.users=700");
	}

	@AfterAll
	void stop() {
		this.second.close();
		this.first.close();
	}

	@BeforeEach
	void fill() {
		for (Api api : new Api[] { api(this.first), api(this.second) }) {
			awaitHit(api);
		}
	}

	@Test
	void theSecondInstanceFindsWhatTheFirstHasMade() {
		assertThat(this.second.getBean(JdbcTemplate.class)
			.queryForObject("select count(*) from organizations", Integer.class)).isEqualTo(10);
		assertThat(api(this.second).data(COUNT)).isEqualTo(500);
	}

	@Test
	void aWriteOnOneIsAMissOnTheOther() {
		int id = api(this.first).create("Alice New", "alice.new@acme.example");
		awaitMiss(api(this.second));
		assertThat(api(this.second).data(COUNT)).isEqualTo(501);
		api(this.second).delete("/api/users/" + id);
		awaitMiss(api(this.first));
		assertThat(api(this.first).data(COUNT)).isEqualTo(500);
	}

	@Test
	void anInvalidationOnOneIsAMissOnTheOther() {
		api(this.first).post("/api/invalidate", "{\"tags\":[\"users\"]}").expectStatus().isOk();
		awaitMiss(api(this.second));
	}

	/**
	 * A read without the cookie shows that the instance has not heard of the write. It
	 * asks the log by itself far too rarely for that.
	 */
	@Test
	void aBrowserReadsWhatItHasWrittenOnAnotherInstance() {
		try (ConfigurableApplicationContext third = run("--accelerate.invalidation.table.poll-interval=10m",
				"--accelerate.invalidation.max-silence=1h", "--accelerate.invalidation.table.retention=1d")) {
			awaitHit(api(third));
			ResponseCookie cookie = client(this.first).post()
				.uri("/api/users")
				.contentType(MediaType.APPLICATION_JSON)
				.body("{\"email\": \"bob.new@acme.example\"}")
				.exchange()
				.expectStatus()
				.isCreated()
				.returnResult()
				.getResponseCookies()
				.toSingleValueMap()
				.values()
				.stream()
				.filter((each) -> each.getName().startsWith("accelerate-token-"))
				.findAny()
				.orElse(null);
			assertThat(cookie).isNotNull();
			assertThat(cookie.isHttpOnly()).isTrue();
			assertThat(cookie.getSameSite()).isEqualTo("Lax");
			assertThat(api(third).data(COUNT)).isEqualTo(500);
			client(third).get()
				.uri(COUNT)
				.cookie(cookie.getName(), cookie.getValue())
				.exchange()
				.expectBody()
				.jsonPath("$.data")
				.isEqualTo(501);
		}
		finally {
			this.first.getBean(JdbcTemplate.class).update("delete from users where email = 'bob.new@acme.example'");
			api(this.first).invalidateAll();
			awaitMiss(api(this.second));
		}
	}

	private ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(SampleApplication.class).profiles("shared")
			.properties(Map.of("accelerate.web.token", "cookie", "accelerate.web.token-secret",
					"of all instances, whichever answers"))
			.run(Stream
				.concat(Stream.of("--server.port=0", "--spring.datasource.url=jdbc:h2:file:"
						+ this.directory.resolve("users") + ";AUTO_SERVER=TRUE"), Stream.of(arguments))
				.toArray(String[]::new));
	}

	private static Api api(ConfigurableApplicationContext context) {
		return new Api(client(context));
	}

	private static RestTestClient client(ConfigurableApplicationContext context) {
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

	private static void awaitHit(Api api) {
		await(api, "ttl");
	}

	private static void awaitMiss(Api api) {
		await(api, "miss");
	}

	/**
	 * Reads until a read has a status. Between them, the other instance hears of nothing
	 * but what the test does.
	 */
	private static void await(Api api, String status) {
		long start = System.nanoTime();
		String found = api.status(COUNT);
		while (!found.equals(status) && System.nanoTime() - start < PATIENCE.toNanos()) {
			found = api.status(COUNT);
		}
		assertThat(found).isEqualTo(status);
	}

}
