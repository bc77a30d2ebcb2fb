package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

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
 * {@link DocumentationExample Examples} of the README and of the documentation: tests run
 * them, and the properties they name exist.
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
		return DocumentationExample.in("java", "yaml", "properties");
	}

	/**
	 * The tests of a page contain its Java, whatever the layout and the comments, and
	 * read its YAML and its properties. What they assert is theirs to say.
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

	@Test
	void propertiesAreReadByTheTestsOfTheirPageAsYamlIs(@TempDir Path directory) throws IOException {
		Path page = Files.writeString(directory.resolve("page.md"), """
				```yaml
				accelerate:
				  region: a
				```
				```properties
				accelerate.region=b
				```
				""");
		assertThat(DocumentationExample.of(page)).extracting(DocumentationExample::inItsTests)
			.satisfiesExactly((yaml) -> assertThat(yaml).startsWith("PageProperties.of(").endsWith("page.md\", 0)"),
					(properties) -> assertThat(properties).startsWith("PageProperties.ofProperties(")
						.endsWith("page.md\", 0)"));
	}

	/**
	 * The {@code CurlExamplesTests} of the sample send the lines of these pages, and of
	 * no others.
	 */
	@Test
	void curlIsOnlyOnPagesWhoseLinesTheSampleSends() throws IOException {
		List<String> pages = DocumentationExample.in("shell", "text", "console", "bash", "sh")
			.stream()
			.filter((example) -> example.text().contains("curl"))
			.map(DocumentationExample::page)
			.distinct()
			.toList();
		assertThat(pages).containsExactlyInAnyOrder("README.md", "docs/metrics.md");
	}

	@Test
	void theDependencyIsTheStarter() throws Exception {
		List<DocumentationExample> dependencies = DocumentationExample.in("xml");
		assertThat(dependencies).singleElement().satisfies((example) -> {
			Element dependency = xml(example.text());
			Element starter = xml(Files.readString(Path.of("../accelerate-spring-boot-starter/pom.xml")));
			assertThat(child(dependency, "artifactId")).isEqualTo(child(starter, "artifactId"));
			// The starter has the others from its parent.
			Element parent = (Element) starter.getElementsByTagName("parent").item(0);
			assertThat(child(dependency, "groupId")).isEqualTo(child(parent, "groupId"));
			assertThat(child(dependency, "version")).isEqualTo(child(parent, "version"));
		});
	}

	private static Element xml(String text) throws Exception {
		return DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(text)))
			.getDocumentElement();
	}

	private static String child(Element element, String name) {
		for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child.getNodeName().equals(name)) {
				return child.getTextContent();
			}
		}
		throw new IllegalArgumentException(element.getNodeName() + " has no " + name);
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
