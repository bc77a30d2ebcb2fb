package dev.accelerate.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * Properties as a page shows them in YAML.
 */
final class PageProperties {

	private static final Pattern YAML = Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

	private PageProperties() {
	}

	/**
	 * Return the properties of one of a page's examples.
	 * @param page the page, from the root of the project
	 * @param number the number of the example, from 0
	 * @return properties, as {@code name=value}
	 */
	static String[] of(String page, int number) {
		try {
			List<MatchResult> examples = YAML.matcher(Files.readString(Path.of("..", page))).results().toList();
			byte[] yaml = examples.get(number).group(1).getBytes(StandardCharsets.UTF_8);
			return new YamlPropertySourceLoader().load(page, new ByteArrayResource(yaml))
				.stream()
				.map(EnumerablePropertySource.class::cast)
				.flatMap((source) -> Arrays.stream(source.getPropertyNames())
					.map((name) -> name + "=" + source.getProperty(name)))
				.toArray(String[]::new);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
