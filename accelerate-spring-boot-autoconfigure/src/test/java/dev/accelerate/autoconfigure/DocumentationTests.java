package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the README and of the documentation: tests run them, and the properties
 * are those there are.
 */
class DocumentationTests {

	private static final Path EXAMPLES_TESTS = Path.of("src/test/java/dev/accelerate/examples");

	private static final Pattern COMMENT_OR_SPACE = Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\\s+", Pattern.DOTALL);

	static List<DocumentationExample> properties() throws IOException {
		return DocumentationExample.in("yaml", "properties");
	}

	@Test
	void thereAreExamples() throws IOException {
		assertThat(DocumentationExample.in("java")).hasSizeGreaterThan(10);
		assertThat(properties()).isNotEmpty();
	}

	@Test
	void everyBlockSaysWhatItIs() throws IOException {
		for (Path page : DocumentationExample.pages()) {
			long fences = Files.readString(page).lines().filter((line) -> line.startsWith("```")).count();
			assertThat(DocumentationExample.of(page).size() * 2L).as(page.toString()).isEqualTo(fences);
		}
	}

	static List<DocumentationExample> everyExampleIsRun() throws IOException {
		return DocumentationExample.in("java", "yaml");
	}

	/**
	 * The tests of a page contain its Java, whatever the layout and the comments, and
	 * read its YAML. What they assert is theirs to say.
	 */
	@ParameterizedTest
	@MethodSource
	void everyExampleIsRun(DocumentationExample example) throws IOException {
		boolean found = false;
		try (DirectoryStream<Path> tests = Files.newDirectoryStream(EXAMPLES_TESTS,
				example.testsOfPage() + "*ExamplesTests.java")) {
			for (Path file : tests) {
				found |= code(Files.readString(file)).contains(code(example.inItsTests()));
			}
		}
		assertThat(found).withFailMessage(
				"The example at %s is run by no test. Put this word for word into %sExamplesTests.java in %s, run it there"
						+ " and assert what the page says beside it. If it has changed, change it there, too:%n%n%s",
				example, example.testsOfPage(), EXAMPLES_TESTS, example.inItsTests())
			.isTrue();
	}

	private static String code(String source) {
		return COMMENT_OR_SPACE.matcher(source).replaceAll("");
	}

	@ParameterizedTest
	@MethodSource
	void properties(DocumentationExample example) throws IOException {
		PropertySourceLoader loader = example.language().equals("yaml") ? new YamlPropertySourceLoader()
				: new PropertiesPropertySourceLoader();
		List<PropertySource<?>> sources = loader.load(example.toString(),
				new ByteArrayResource(example.text().getBytes(StandardCharsets.UTF_8)));
		assertThat(sources).isNotEmpty();
		Binder binder = new Binder(ConfigurationPropertySources.from(sources));
		binder.bind("accelerate", Bindable.of(AccelerateProperties.class),
				new NoUnboundElementsBindHandler(BindHandler.DEFAULT, (source) -> true));
	}

}
