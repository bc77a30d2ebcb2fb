package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.accelerate.Precision;
import dev.accelerate.autoconfigure.AccelerateProperties.OnOversize;
import dev.accelerate.autoconfigure.AccelerateProperties.Tenancy;
import dev.accelerate.autoconfigure.InvalidationProperties.Catalog;
import dev.accelerate.autoconfigure.InvalidationProperties.Log;
import dev.accelerate.autoconfigure.InvalidationProperties.OnLogFailure;
import dev.accelerate.autoconfigure.InvalidationProperties.UnrecognizedStatements;
import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.core.ReadWriteMode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateProperties} as an editor shows them: the metadata of the
 * {@code accelerate.*} properties.
 */
class PropertiesMetadataTests {

	private static final Path DOCUMENTATION = Path.of("../docs/configuration.md");

	/**
	 * Names of types as the documentation writes them.
	 */
	private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("java.lang.Boolean", "boolean"),
			Map.entry("java.lang.Integer", "int"), Map.entry("java.lang.Double", "double"),
			Map.entry("java.lang.String", "string"), Map.entry("java.time.Duration", "duration"),
			Map.entry("org.springframework.util.unit.DataSize", "data size"),
			Map.entry("java.util.List<java.lang.String>", "list of strings"),
			Map.entry(OnOversize.class.getName(), "`serve` or `fail`"),
			Map.entry(UnrecognizedStatements.class.getName(), "`invalidate-all` or `ignore`"),
			Map.entry(Log.class.getName(), "`local` or `table`"),
			Map.entry(OnLogFailure.class.getName(), "`fail` or `commit`"),
			Map.entry(DatabaseInitializationMode.class.getName(), "`embedded`, `always` or `never`"),
			Map.entry(Catalog.class.getName(), "`auto` or `off`"),
			Map.entry(Precision.class.getName(), "`auto` or `table`"),
			Map.entry(OpenSessionMode.class.getName(), "`managed`, `detached` or `bypass`"),
			Map.entry(ReadWriteMode.class.getName(), "`until-first-write` or `bypass`"),
			Map.entry(WebProperties.Token.class.getName(), "`off`, `header` or `cookie`"),
			Map.entry(Tenancy.class.getName(), "`auto` or `single`"));

	private static final String STRATEGIES = "accelerate.strategies";

	@Test
	void documentationListsEveryPropertyWithItsTypeAndDefault() throws IOException {
		assertThat(documented()).extracting((row) -> row.name() + " | " + row.type() + " | " + row.value())
			.containsExactlyInAnyOrderElementsOf(expected());
		assertThat(documented()).allSatisfy((row) -> assertThat(row.effect()).as(row.name()).isNotBlank());
	}

	/**
	 * A key of the map of strategies is not in the metadata, but what each strategy has
	 * is: it is that of the default.
	 */
	private static List<String> expected() throws IOException {
		Map<String, JsonNode> properties = properties();
		List<String> expected = new ArrayList<>();
		properties.forEach((name, property) -> {
			if (!name.equals(STRATEGIES)) {
				expected.add(row(name, property));
			}
			if (name.startsWith("accelerate.default-strategy.")) {
				expected.add(row(name.replace("accelerate.default-strategy", STRATEGIES + ".<Repository>.<method>"),
						property));
			}
		});
		assertThat(properties).containsKey(STRATEGIES);
		return expected;
	}

	private static String row(String name, JsonNode property) {
		String type = property.path("type").asString();
		return name + " | " + TYPES.getOrDefault(type.replace('$', '.'), TYPES.getOrDefault(type, type)) + " | "
				+ value(property.path("defaultValue"));
	}

	private static List<Row> documented() throws IOException {
		return Files.readAllLines(DOCUMENTATION)
			.stream()
			.filter((line) -> line.startsWith("| `accelerate."))
			.map((line) -> line.split(" *\\| *"))
			.map((cells) -> new Row(unquoted(cells[1]), cells[2], unquoted(cells[3]), cells[4]))
			.toList();
	}

	private static String unquoted(String cell) {
		return cell.replace("`", "");
	}

	private record Row(String name, String type, String value, String effect) {
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
		List<JsonNode> all = new ArrayList<>();
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
