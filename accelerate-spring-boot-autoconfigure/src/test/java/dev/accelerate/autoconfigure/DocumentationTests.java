package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the README and of the documentation: the Java ones compile and are run
 * by tests, and the properties are those there are.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Path EXAMPLES_TESTS = Path.of("src/test/java/dev/accelerate/examples");

	private static final Pattern COMMENT_OR_SPACE = Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\\s+", Pattern.DOTALL);

	private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

	/**
	 * What the reader of an example has in mind around it. Types of an example hide those
	 * of the same name here.
	 */
	private static final String STUBS = """
			package example.stubs;

			import dev.accelerate.*;
			import java.util.*;
			import org.springframework.data.domain.*;
			import org.springframework.data.jpa.repository.*;

			public class Stubs {

				@jakarta.persistence.Entity
				public static class User {

					@jakarta.persistence.Id
					Long id;

					String name;

					public void setName(String name) {
						this.name = name;
					}

				}

				public interface UserRepository extends JpaRepository<User, Long> {

					List<User> findByEmailContaining(String part);

					List<User> findByName(String name, CacheOptions options);

					@CacheStrategy(ttl = 60)
					Accelerated<List<User>> findWithInfoByName(String name);

				}

				public record Money(String text) {
				}

				public interface TenantHolder {

					String currentTenant();

				}

			}
			""";

	private static final String IMPORTS = """
			import dev.accelerate.*;
			import dev.accelerate.core.*;
			import dev.accelerate.signature.*;
			import example.stubs.Stubs.*;
			import java.lang.annotation.*;
			import java.nio.charset.StandardCharsets;
			import java.time.*;
			import java.util.*;
			import org.junit.jupiter.api.Test;
			import org.springframework.beans.factory.annotation.Autowired;
			import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
			import org.springframework.context.annotation.*;
			import org.springframework.core.annotation.AliasFor;
			import org.springframework.data.domain.*;
			import org.springframework.data.jpa.repository.*;
			import org.springframework.transaction.annotation.*;
			import static dev.accelerate.test.AcceleratedAssert.assertThat;
			""";

	private static final String FIELDS = "UserRepository users; AccelerateOperations accelerate; Long id; String name;";

	/**
	 * The places an example can stand in.
	 */
	private static final List<String> PLACES = List.of("%s",
			"interface Examples extends JpaRepository<User, Long> { %s }", "class Examples { " + FIELDS + " %s }",
			"class Examples { " + FIELDS + " void run() { %s } }");

	@TempDir
	private Path output;

	static List<Example> java() throws IOException {
		return examples("java");
	}

	static List<Example> properties() throws IOException {
		return Stream.concat(examples("yaml").stream(), examples("properties").stream()).toList();
	}

	private static List<Example> examples(String language) throws IOException {
		List<Example> examples = new ArrayList<>();
		List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			docs.filter((page) -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
		}
		for (Path page : pages) {
			String text = Files.readString(page);
			Matcher block = BLOCK.matcher(text);
			while (block.find()) {
				if (block.group(1).equals(language)) {
					long line = text.substring(0, block.start()).lines().count() + 1;
					examples.add(new Example(page.getFileName().toString(), line, language, block.group(2)));
				}
			}
		}
		return examples;
	}

	@Test
	void thereAreExamples() throws IOException {
		assertThat(java()).hasSizeGreaterThan(10);
		assertThat(properties()).isNotEmpty();
	}

	@Test
	void everyBlockSaysWhatItIs() throws IOException {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			for (Path page : Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
				.filter((path) -> path.toString().endsWith(".md"))
				.toList()) {
				String text = Files.readString(page);
				long fences = text.lines().filter((line) -> line.startsWith("```")).count();
				assertThat(BLOCK.matcher(text).results().count() * 2).as(page.toString()).isEqualTo(fences);
			}
		}
	}

	@ParameterizedTest
	@MethodSource
	void java(Example example) throws IOException {
		List<String> problems = new ArrayList<>();
		for (String place : PLACES) {
			String problem = compile(IMPORTS + place.formatted(example.text()));
			if (problem.isEmpty()) {
				return;
			}
			problems.add(problem);
		}
		assertThat(problems).as(example + " compiles nowhere:%n%s", example.text()).isEmpty();
	}

	/**
	 * The tests of a page contain its examples, whatever the layout and the comments.
	 * What the tests assert of them is theirs to say.
	 */
	@ParameterizedTest
	@MethodSource("java")
	void everyJavaExampleIsRun(Example example) throws IOException {
		boolean found = false;
		try (DirectoryStream<Path> tests = Files.newDirectoryStream(EXAMPLES_TESTS,
				example.testsOfPage() + "*ExamplesTests.java")) {
			for (Path file : tests) {
				found |= code(Files.readString(file)).contains(code(example.text()));
			}
		}
		assertThat(found).withFailMessage(
				"The example at %s is run by no test. Put it word for word into %sExamplesTests.java in %s, run it there"
						+ " and assert what the page says beside it. If it has changed, change it there, too:%n%n%s",
				example, example.testsOfPage(), EXAMPLES_TESTS, example.text())
			.isTrue();
	}

	private static String code(String source) {
		return COMMENT_OR_SPACE.matcher(source).replaceAll("");
	}

	private String compile(String source) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		List<String> options = List.of("-proc:none", "-parameters", "-d", this.output.toString(), "-classpath",
				System.getProperty("java.class.path"));
		compiler.getTask(null, null, diagnostics, options, null, List.of(new Source("example/stubs/Stubs.java", STUBS),
				new Source("example/Examples.java", "package example;\n" + source)))
			.call();
		return diagnostics.getDiagnostics()
			.stream()
			.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.map((diagnostic) -> diagnostic.getLineNumber() + ": " + diagnostic.getMessage(null) + "\n")
			.reduce("", String::concat);
	}

	@ParameterizedTest
	@MethodSource
	void properties(Example example) throws IOException {
		PropertySourceLoader loader = example.language().equals("yaml") ? new YamlPropertySourceLoader()
				: new PropertiesPropertySourceLoader();
		List<PropertySource<?>> sources = loader.load(example.toString(),
				new ByteArrayResource(example.text().getBytes(StandardCharsets.UTF_8)));
		assertThat(sources).isNotEmpty();
		Binder binder = new Binder(ConfigurationPropertySources.from(sources));
		binder.bind("accelerate", Bindable.of(AccelerateProperties.class),
				new NoUnboundElementsBindHandler(BindHandler.DEFAULT, (source) -> true));
	}

	record Example(String page, long line, String language, String text) {

		/**
		 * Return what the names of the page's tests begin with: ComingFromX for
		 * coming-from-x.md.
		 */
		String testsOfPage() {
			return Arrays.stream(this.page.replace(".md", "").toLowerCase(Locale.ROOT).split("-"))
				.map(StringUtils::capitalize)
				.collect(Collectors.joining());
		}

		@Override
		public String toString() {
			return this.page + ":" + this.line;
		}

	}

	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String path, String text) {
			super(URI.create("string:///" + path), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public String getName() {
			return toUri().getPath();
		}

		@Override
		public boolean isNameCompatible(String simpleName, Kind kind) {
			// Public types of an example may have any name.
			return kind == Kind.SOURCE;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
