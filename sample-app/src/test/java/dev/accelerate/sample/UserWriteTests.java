package dev.accelerate.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.sample.user.UserCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UserCommands}: after a write, every read shows it. All reads are answered from
 * the cache before the write, and compared with the database after it.
 */
@SampleTest
class UserWriteTests {

	private static final List<String> READS = List.of("/api/users?contains=alice", "/api/users?contains=@acme",
			"/api/users/first?name=Alice New", "/api/users/first?name=Alice Newer", "/api/users/count",
			"/api/users/by-domain", "/api/users/page?page=0&size=5", "/api/users/page?page=52&size=20");

	private final Api api;

	@Autowired
	UserWriteTests(RestTestClient client) {
		this.api = new Api(client);
	}

	@BeforeEach
	void forgetEverything() {
		this.api.invalidateAll();
	}

	@Test
	void everyReadShowsACreatedUser() {
		Map<String, Object> before = cacheReads();
		int id = this.api.create("Alice New", "alice.new@acme.example");
		try {
			Map<String, Object> after = readsEqualToTheDatabase();
			assertThat(after).doesNotContainEntry("/api/users/count", before.get("/api/users/count"));
			assertThat(after.get("/api/users/first?name=Alice New")).isEqualTo(this.api.data("/api/users/" + id))
				.isEqualTo(Map.of("id", id, "name", "Alice New", "email", "alice.new@acme.example", "organization",
						"Acme"));
		}
		finally {
			this.api.delete("/api/users/" + id);
		}
	}

	@Test
	void everyReadShowsAnUpdatedUser() {
		int id = this.api.create("Alice New", "alice.new@acme.example");
		String one = "/api/users/" + id;
		try {
			cacheReads();
			this.api.read(one);
			assertThat(this.api.status(one)).isEqualTo("ttl");
			this.api.put(one, "{\"name\": \"Alice Newer\", \"email\": \"alice.newer@globex.example\"}")
				.expectStatus()
				.isOk();
			Object updated = this.api.data(one);
			assertThat(updated).extracting("email", "organization").containsExactly("alice.newer@globex.example", null);
			Map<String, Object> after = readsEqualToTheDatabase();
			assertThat(after.get("/api/users/first?name=Alice New")).isNull();
			assertThat(after.get("/api/users/first?name=Alice Newer")).isEqualTo(updated);
		}
		finally {
			this.api.delete(one);
		}
	}

	@Test
	void noReadShowsADeletedUser() {
		int id = this.api.create("Alice New", "alice.new@acme.example");
		String one = "/api/users/" + id;
		cacheReads();
		this.api.read(one);
		assertThat(this.api.status(one)).isEqualTo("ttl");
		this.api.delete(one).expectStatus().isNoContent().expectBody().isEmpty();
		this.api.get(one).expectStatus().isNotFound();
		assertThat(readsEqualToTheDatabase().get("/api/users/first?name=Alice New")).isNull();
	}

	@Test
	void aUserWhoseAbsenceWasCachedIsFoundOnceHeExists() {
		int id = this.api.create("Alice New", "alice.new@acme.example");
		this.api.delete("/api/users/" + id);
		String next = "/api/users/" + (id + 1);
		this.api.get(next).expectStatus().isNotFound();
		assertThat(this.api.create("Alice New", "alice.new@acme.example")).isEqualTo(id + 1);
		try {
			assertThat(this.api.data(next)).extracting("id").isEqualTo(id + 1);
		}
		finally {
			this.api.delete(next);
		}
	}

	@Test
	void aRefusedWriteLeavesTheCacheAlone() {
		cacheReads();
		this.api.post("/api/users", "{\"email\": \"alice.adams0@acme.example\"}").expectStatus().isEqualTo(409);
		assertThat(READS).allSatisfy((read) -> assertThat(this.api.status(read)).isEqualTo("ttl"));
	}

	@Test
	void saysWhereTheCreatedUserIs() {
		this.api.post("/api/users", "{\"email\": \"no.name@nowhere.example\"}")
			.expectStatus()
			.isCreated()
			.expectHeader()
			.value("Location", (location) -> {
				assertThat(this.api.data(location)).extracting("name", "email", "organization")
					.containsExactly(null, "no.name@nowhere.example", null);
				this.api.delete(location).expectStatus().isNoContent();
			});
	}

	private Map<String, Object> cacheReads() {
		Map<String, Object> answers = answers();
		assertThat(READS).allSatisfy((read) -> assertThat(this.api.status(read)).isEqualTo("ttl"));
		return answers;
	}

	private Map<String, Object> readsEqualToTheDatabase() {
		Map<String, Object> answers = answers();
		this.api.invalidateAll();
		assertThat(answers).isEqualTo(answers());
		return answers;
	}

	private Map<String, Object> answers() {
		Map<String, Object> answers = new LinkedHashMap<>();
		READS.forEach((read) -> answers.put(read, this.api.data(read)));
		return answers;
	}

}
