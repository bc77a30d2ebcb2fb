package dev.accelerate.sample;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.accelerate.sample.user.UserQueries;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UserQueries}: what each read returns. The second answer, which is the cache's,
 * must be the first.
 */
@SampleTest
class UserReadTests {

	private static final String FIRST_USER = """
			{"id": 1, "name": "Alice Adams", "email": "alice.adams0@acme.example", "organization": "Acme"}""";

	private final Api api;

	@Autowired
	UserReadTests(RestTestClient client) {
		this.api = new Api(client);
	}

	@BeforeEach
	void forgetEverything() {
		this.api.invalidateAll();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/users?contains=alice", "/api/users/1", "/api/users/first?name=Alice Adams",
			"/api/users/first?name=Nobody", "/api/users/count", "/api/users/by-domain", "/api/users/page" })
	void answersWithDataAndInfo(String uri) {
		Map<String, Object> miss = this.api.read(uri);
		Map<String, Object> hit = this.api.read(uri);
		assertThat(miss).containsOnlyKeys("data", "info");
		assertThat(hit.get("data")).isEqualTo(miss.get("data"));
		assertThat(hit).extractingByKey("info", InstanceOfAssertFactories.map(String.class, String.class))
			.containsOnlyKeys("cacheStatus", "lastModified", "region", "requestId", "signature")
			.containsEntry("cacheStatus", "ttl")
			.containsEntry("region", "local")
			.hasEntrySatisfying("lastModified", (value) -> assertThat(Instant.parse(value)).isNotNull())
			.hasEntrySatisfying("requestId", (value) -> assertThat(UUID.fromString(value)).isNotNull())
			.hasEntrySatisfying("signature", (value) -> assertThat(value).matches("[0-9a-f]{32,}"));
	}

	@Test
	void findsUsersByPartOfTheirEmail() {
		assertThat(users("alice.adams0@")).singleElement().isEqualTo(this.api.data("/api/users/1"));
		assertThat(users("alice")).hasSize(40)
			.allSatisfy((user) -> assertThat((String) user.get("email")).contains("alice"));
		assertThat(users("nobody@nowhere")).isEmpty();
	}

	/**
	 * In queries that Spring Data 4.1 generates ahead of time, wildcards are no literals:
	 * the generated code does not escape them.
	 */
	@Test
	@DisabledIfSystemProperty(named = "spring.aot.enabled", matches = "true")
	void takesWildcardsLiterally() {
		assertThat(users("a%e")).isEmpty();
		assertThat(users("__")).isEmpty();
	}

	@Test
	void answersAtMostAThousandUsersTheFirstByTheirId() {
		assertThat(this.api.data("/api/users/count")).isEqualTo(1040);
		assertThat(users(".example")).hasSize(1000).element(999).extracting("id").isEqualTo(1000);
	}

	@Test
	void findsAUserByHisId() {
		for (String status : new String[] { "miss", "ttl" }) {
			this.api.get("/api/users/1")
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.info.cacheStatus")
				.isEqualTo(status)
				.json("{\"data\": " + FIRST_USER + "}", JsonCompareMode.LENIENT)
				.jsonPath("$.data.length()")
				.isEqualTo(4);
		}
	}

	@Test
	void findsTheFirstUserOfAName() {
		assertThat(this.api.data("/api/users/first?name=Alice Adams")).isEqualTo(this.api.data("/api/users/1"));
		assertThat(this.api.data("/api/users/first?name=Nobody")).isNull();
	}

	@Test
	void showsAUserWithoutANameAsSuch() {
		assertThat(this.api.data("/api/users/50")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("name", null);
	}

	@Test
	void groupsUsersByTheDomainOfTheirEmail() {
		assertThat(this.api.data("/api/users/by-domain")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.hasSize(10)
			.startsWith(Map.of("domain", "acme.example", "users", 104))
			.endsWith(Map.of("domain", "wayne.example", "users", 104));
	}

	@Test
	void answersInPages() {
		assertThat(this.api.data("/api/users/page?page=519&size=2")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsOnlyKeys("users", "page", "size", "totalUsers", "totalPages")
			.containsEntry("page", 519)
			.containsEntry("size", 2)
			.containsEntry("totalUsers", 1040)
			.containsEntry("totalPages", 520)
			.containsEntry("users", List.of(this.api.data("/api/users/1039"), this.api.data("/api/users/1040")));
		assertThat(this.api.data("/api/users/page")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("page", 0)
			.containsEntry("size", 20);
		assertThat(this.api.data("/api/users/page?page=1000&size=1000")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("users", List.of());
	}

	@SuppressWarnings("unchecked")
	private List<Map<String, Object>> users(String part) {
		return (List<Map<String, Object>>) this.api.data("/api/users?contains={part}", part);
	}

}
