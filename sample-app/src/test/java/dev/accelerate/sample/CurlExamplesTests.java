package dev.accelerate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@code curl} lines of the README and the documentation, as they are on the pages.
 */
@SampleTest
class CurlExamplesTests {

	private static final Pattern CURL = Pattern
		.compile("^curl (?:-X POST -H 'Content-Type: application/json' -d '(\\S+)' )?'?localhost:8080([^\\s']+)'?$");

	private final Api api;

	@Autowired
	CurlExamplesTests(RestTestClient client) {
		this.api = new Api(client);
	}

	@BeforeEach
	void forgetEverything() {
		this.api.invalidateAll();
	}

	@Test
	void theReadmesStatusesAreMissThenTtlThenMissAgain() throws IOException {
		List<Object> statuses = new ArrayList<>();
		for (MatchResult curl : curls("README.md")) {
			if (curl.group(1) != null) {
				this.api.post(curl.group(2), curl.group(1)).expectStatus().isOk();
			}
			else {
				statuses.add(this.api.status(curl.group(2)));
			}
		}
		assertThat(statuses).containsExactly("miss", "ttl", "miss");
	}

	@Test
	void theMetricIsThatOfAnswersFromTheCache() throws IOException {
		this.api.read("/api/users/count");
		this.api.read("/api/users/count");
		assertThat(curls("docs/metrics.md")).singleElement()
			.satisfies((curl) -> assertThat(this.api.read(curl.group(2))).containsEntry("name", "accelerate.requests")
				.containsKey("measurements"));
	}

	private static List<MatchResult> curls(String page) throws IOException {
		List<String> lines = Files.readAllLines(Path.of("..", page))
			.stream()
			.filter((line) -> line.startsWith("curl "))
			.toList();
		assertThat(lines).isNotEmpty().allMatch(CURL.asMatchPredicate());
		return lines.stream().flatMap((line) -> CURL.matcher(line).results()).toList();
	}

}
