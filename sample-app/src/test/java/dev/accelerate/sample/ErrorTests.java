package dev.accelerate.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SampleApplication} with requests that cannot be answered.
 */
@SampleTest
class ErrorTests {

	private static final String BAD_TAG = "P6005: the tag 1 of 1 given to invalidate is %s: "
			+ "a tag is 1 to 64 letters, digits and underscores (A-Z, a-z, 0-9, _)";

	private final RestTestClient client;

	private final Api api;

	@Autowired
	ErrorTests(RestTestClient client) {
		this.client = client;
		this.api = new Api(client);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/api/users                               | Required parameter 'contains' is not present.
					/api/users?contains=                     | contains must have at least 2 characters
					/api/users?contains=a                    | contains must have at least 2 characters
					/api/users/abc                           | Failed to convert 'id' with value: 'abc'
					/api/users/0                             | id must be greater than 0
					/api/users/-1                            | id must be greater than 0
					/api/users/9223372036854775808           | Failed to convert 'id' with value: '9223372036854775808'
					/api/users/first                         | Required parameter 'name' is not present.
					/api/users/first?name=                   | name must not be blank
					/api/users/page?page=-1                  | page must be greater than or equal to 0
					/api/users/page?size=0                   | size must be greater than 0
					/api/users/page?size=1001                | size must be less than or equal to 1000
					/api/users/page?page=x                   | Failed to convert 'page' with value: 'x'
					/api/users/page?page=2147483647&size=999 | page must be less than or equal to 2147482
					/api/users/page?page=-1&size=-1          | page must be greater than or equal to 0, size must be greater than 0
					""")
	void refusesReadsWithBadParameters(String uri, String detail) {
		assertProblem(this.api.get(uri), 400, detail);
	}

	@Test
	void readsTheVeryLastPage() {
		this.api.get("/api/users/page?page=2147482&size=1000").expectStatus().isOk();
	}

	@Test
	void knowsNoUserOfAnUnknownId() {
		String detail = "There is no user 999999";
		assertProblem(this.api.get("/api/users/999999"), 404, detail);
		assertProblem(this.api.get("/api/users/999999"), 404, detail);
		assertProblem(this.api.put("/api/users/999999", "{\"email\": \"a@b.example\"}"), 404, detail);
		assertProblem(this.api.delete("/api/users/999999"), 404, detail);
	}

	@Test
	void refusesAnEmailThatBelongsToAnother() {
		String detail = "The email bob.becker1@globex.example belongs to another user";
		String json = "{\"email\": \"bob.becker1@globex.example\"}";
		assertProblem(this.api.post("/api/users", json), 409, detail);
		assertProblem(this.api.put("/api/users/1", json), 409, detail);
		assertThat(this.api.data("/api/users/1")).extracting("email").isEqualTo("alice.adams0@acme.example");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{}                                                    | email must not be blank
					{"email": " "}                                        | email must be a well-formed email address, email must not be blank
					{"email": "alice"}                                    | email must be a well-formed email address
					{"email": "a@b.example", "organization": "Nowhere"}   | There is no organization 'Nowhere'
					{"email":                                             | Failed to read request
					[]                                                    | Failed to read request
					""")
	void refusesUsersThatAreNotOnes(String json, String detail) {
		assertProblem(this.api.post("/api/users", json), 400, detail);
		assertProblem(this.api.put("/api/users/1", json), 400, detail);
	}

	@Test
	void refusesNamesThatAreTooLong() {
		assertProblem(
				this.api.post("/api/users", "{\"email\": \"a@b.example\", \"name\": \"" + "x".repeat(256) + "\"}"), 400,
				"name size must be between 0 and 255");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a-b", "ümlaut" })
	void refusesMalformedTags(String tag) {
		assertRefusal(this.api.post("/api/invalidate", "{\"tags\": [\"" + tag + "\"]}"),
				BAD_TAG.formatted("malformed"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                  | tags must not be null
			{"tags": "users"}   | Failed to read request
			{"tags"             | Failed to read request
			""")
	void refusesInvalidationsThatAreNone(String json, String detail) {
		assertProblem(this.api.post("/api/invalidate", json), 400, detail);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"tags": []}                               | P6005: invalidate takes 1 to 5 tags (accelerate.limits.tags-per-call), but got 0
					{"tags": ["a", "b", "c", "d", "e", "f"]}   | P6005: invalidate takes 1 to 5 tags (accelerate.limits.tags-per-call), but got 6
					""")
	void refusesToInvalidateWhatItCannot(String json, String detail) {
		assertRefusal(this.api.post("/api/invalidate", json), detail);
	}

	@Test
	void refusesATagThatIsNull() {
		assertRefusal(this.api.post("/api/invalidate", "{\"tags\": [null]}"), BAD_TAG.formatted("null"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/api/nothing", "/nothing.html", "/favicon.ico", "/", "/actuator/nothing", "/api/users/1/x" })
	void knowsNothingAtUnknownPaths(String path) {
		assertProblem(this.api.get(path), 404, "No static resource " + path.substring(1) + ".");
	}

	@Test
	void answersAsSpringDoesWhatItDoesNotSupport() {
		assertProblem(this.api.get("/api/invalidate"), 405, "Method 'GET' is not supported.");
		assertProblem(this.client.post().uri("/api/users").contentType(MediaType.TEXT_PLAIN).body("alice").exchange(),
				415, "Content-Type 'text/plain;charset=UTF-8' is not supported.");
		assertThat(this.client.get()
			.uri("/api/users/1")
			.accept(MediaType.TEXT_PLAIN)
			.exchange()
			.expectStatus()
			.isEqualTo(406)
			.returnResult(String.class)
			.getResponseBody()).doesNotContain("P6005");
	}

	@Test
	void errorPageHasNoCodeOfOurs() {
		assertThat(
				this.api.get("/error").expectStatus().is5xxServerError().returnResult(String.class).getResponseBody())
			.doesNotContain("P60");
	}

	/**
	 * What the cache refuses has its code, and nothing else has.
	 */
	private static void assertRefusal(RestTestClient.ResponseSpec response, String detail) {
		problem(response, 400, detail).jsonPath("$.code").isEqualTo("P6005");
	}

	private static void assertProblem(RestTestClient.ResponseSpec response, int status, String detail) {
		problem(response, status, detail).jsonPath("$.code").doesNotExist();
	}

	private static RestTestClient.BodyContentSpec problem(RestTestClient.ResponseSpec response, int status,
			String detail) {
		return response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status)
			.jsonPath("$.title")
			.isNotEmpty()
			.jsonPath("$.detail")
			.isEqualTo(detail);
	}

}
