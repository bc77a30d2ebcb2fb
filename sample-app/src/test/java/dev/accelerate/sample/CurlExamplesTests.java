package dev.accelerate.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SampleApplication} and the {@code curl} lines of the README and the
 * documentation, as they are on the pages.
 */
@SampleTest
class CurlExamplesTests {

	private static final Pattern CURL = Pattern.compile(
			"^curl (?:-X POST -H 'Content-Type: application/json' -d '(\\S+)' )?'?localhost:808([01])([^\\s']+)'?$");

	private static final Pattern JSON = Pattern.compile("^```json\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

	private static final int OF_ONE_INSTANCE = 4;

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
		for (MatchResult curl : curls("README.md").subList(0, OF_ONE_INSTANCE)) {
			if (curl.group(1) != null) {
				this.api.post(curl.group(3), curl.group(1)).expectStatus().isOk();
			}
			else {
				statuses.add(this.api.status(curl.group(3)));
			}
		}
		assertThat(statuses).containsExactly("miss", "ttl", "miss");
	}

	/**
	 * What is written on one instance is read on another. {@link SharedDatabaseTests}
	 * starts both, and here one takes the place of both.
	 */
	@Test
	void theReadmesWriteOnAnotherInstanceIsAMiss() throws IOException {
		List<MatchResult> curls = curls("README.md");
		curls = curls.subList(OF_ONE_INSTANCE, curls.size());
		assertThat(curls).extracting((curl) -> curl.group(2)).containsExactly("1", "1", "0", "1");
		assertThat(this.api.status(curls.get(0).group(3))).isEqualTo("miss");
		assertThat(this.api.status(curls.get(1).group(3))).isEqualTo("ttl");
		URI created = Objects.requireNonNull(this.api.post(curls.get(2).group(3), curls.get(2).group(1))
			.expectStatus()
			.isCreated()
			.returnResult(String.class)
			.getResponseHeaders()
			.getLocation());
		assertThat(this.api.status(curls.get(3).group(3))).isEqualTo("miss");
		this.api.delete(created.getPath()).expectStatus().isNoContent();
	}

	/**
	 * All but the number of users, the time and the identifier of the request is the same
	 * in every run.
	 */
	@Test
	void theReadmesAnswerIsThatOfTheSecondCount() throws IOException {
		MatchResult count = curls("README.md").get(0);
		this.api.read(count.group(3));
		Map<String, Object> answer = this.api.read(count.group(3));
		Map<String, Object> shown = JsonMapper.builder().build().readValue(json("README.md"), new TypeReference<>() {
		});
		assertThat(answer.keySet()).containsExactlyElementsOf(shown.keySet());
		Map<?, ?> info = (Map<?, ?>) answer.get("info");
		Map<?, ?> shownInfo = (Map<?, ?>) shown.get("info");
		assertThat(info.keySet()).map(Object::toString)
			.containsExactlyElementsOf(shownInfo.keySet().stream().map(Object::toString).toList());
		for (String name : List.of("cacheStatus", "region", "signature")) {
			assertThat(info.get(name)).as(name).isEqualTo(shownInfo.get(name));
		}
		assertThat(UUID.fromString((String) info.get("requestId")).version())
			.isEqualTo(UUID.fromString((String) shownInfo.get("requestId")).version());
		for (Map<?, ?> each : List.of(info, shownInfo)) {
			assertThat(Instant.parse((String) each.get("lastModified"))).isNotNull();
		}
		assertThat(Files.readString(Path.of("../README.md")))
			.contains(String.format(Locale.ROOT, "%,d users", shown.get("data")));
	}

	@Test
	void theMetricIsThatOfAnswersFromTheCache() throws IOException {
		this.api.read("/api/users/count");
		this.api.read("/api/users/count");
		assertThat(curls("docs/metrics.md")).singleElement()
			.satisfies((curl) -> assertThat(this.api.read(curl.group(3))).containsEntry("name", "accelerate.requests")
				.containsKey("measurements"));
	}

	private static String json(String page) throws IOException {
		return JSON.matcher(Files.readString(Path.of("..", page))).results().findFirst().orElseThrow().group(1);
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
