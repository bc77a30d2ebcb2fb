package dev.accelerate.sample;

import java.util.Map;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * The REST interface from its client's side.
 */
final class Api {

	private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {
	};

	private final RestTestClient client;

	Api(RestTestClient client) {
		this.client = client;
	}

	RestTestClient.ResponseSpec get(String uri, Object... variables) {
		return this.client.get().uri(uri, variables).exchange();
	}

	RestTestClient.ResponseSpec post(String uri, String json) {
		return this.client.post().uri(uri).contentType(MediaType.APPLICATION_JSON).body(json).exchange();
	}

	RestTestClient.ResponseSpec put(String uri, String json) {
		return this.client.put().uri(uri).contentType(MediaType.APPLICATION_JSON).body(json).exchange();
	}

	RestTestClient.ResponseSpec delete(String uri) {
		return this.client.delete().uri(uri).exchange();
	}

	Map<String, Object> read(String uri, Object... variables) {
		return body(get(uri, variables).expectStatus().isOk());
	}

	Object data(String uri, Object... variables) {
		return read(uri, variables).get("data");
	}

	/**
	 * Return the {@code cacheStatus} of a read.
	 */
	String status(String uri, Object... variables) {
		Map<?, ?> info = (Map<?, ?>) read(uri, variables).get("info");
		return (String) info.get("cacheStatus");
	}

	/**
	 * Create a user and return his id.
	 */
	int create(String name, String email) {
		RestTestClient.ResponseSpec response = post("/api/users",
				"{\"name\": \"%s\", \"email\": \"%s\", \"organization\": \"Acme\"}".formatted(name, email));
		return (Integer) body(response.expectStatus().isCreated()).get("id");
	}

	void invalidateAll() {
		post("/api/invalidate-all", "").expectStatus().isOk();
	}

	private static Map<String, Object> body(RestTestClient.ResponseSpec response) {
		return response.returnResult(JSON).getResponseBody();
	}

}
