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

import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * Properties as a page shows them.
 */
final class PageProperties {

	private PageProperties() {
	}

	/**
	 * Return the properties of one of a page's examples in YAML.
	 * @param page the page, from the root of the project
	 * @param number the number of the example, from 0
	 * @return properties, as {@code name=value}
	 */
	static String[] of(String page, int number) {
		return of(page, "yaml", number, new YamlPropertySourceLoader());
	}

	/**
	 * Return the properties of one of a page's examples in properties.
	 * @param page the page, from the root of the project
	 * @param number the number of the example, from 0
	 * @return properties, as {@code name=value}
	 */
	static String[] ofProperties(String page, int number) {
		return of(page, "properties", number, new PropertiesPropertySourceLoader());
	}

	private static String[] of(String page, String language, int number, PropertySourceLoader loader) {
		Pattern block = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
		try {
			List<MatchResult> examples = block.matcher(Files.readString(Path.of("..").resolve(page)))
				.results()
				.toList();
			byte[] text = examples.get(number).group(1).getBytes(StandardCharsets.UTF_8);
			return loader.load(page, new ByteArrayResource(text))
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
