package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Metadata of the {@code accelerate.*} properties, as an editor shows it.
 */
class PropertiesMetadataTests {

	@Test
	void everyPropertyHasItsTypeAndDefault() throws IOException {
		assertThat(properties().values())
			.extracting((property) -> property.path("name").asString() + " | " + property.path("type").asString()
					+ " | " + value(property.path("defaultValue")))
			.containsExactlyInAnyOrder("accelerate.enabled | java.lang.Boolean | true",
					"accelerate.region | java.lang.String | local",
					"accelerate.refresh.threads | java.lang.Integer | 4",
					"accelerate.refresh.queue | java.lang.Integer | 256",
					"accelerate.refresh.await-termination | java.time.Duration | 10s",
					"accelerate.store.maximum-size | org.springframework.util.unit.DataSize | 64MB");
	}

	@Test
	void everyPropertyIsDescribed() throws IOException {
		assertThat(properties()).isNotEmpty().allSatisfy((name, property) -> {
			String description = property.path("description").asString();
			assertThat(description).as(name).endsWith(".").doesNotStartWith("The ").doesNotStartWith("A ");
			if (property.path("type").asString().equals("java.lang.Boolean")) {
				assertThat(description).startsWith("Whether ");
			}
		});
	}

	private static String value(JsonNode node) {
		return node.isMissingNode() ? "none" : node.asString();
	}

	private static Map<String, JsonNode> properties() throws IOException {
		var resources = new PathMatchingResourcePatternResolver()
			.getResources("classpath*:META-INF/spring-configuration-metadata.json");
		List<JsonNode> all = new java.util.ArrayList<>();
		for (var resource : resources) {
			try (InputStream content = resource.getInputStream()) {
				JsonMapper.builder().build().readTree(content).path("properties").forEach(all::add);
			}
		}
		return all.stream()
			.filter((property) -> property.path("name").asString().startsWith("accelerate."))
			.collect(Collectors.toMap((property) -> property.path("name").asString(), Function.identity()));
	}

}
