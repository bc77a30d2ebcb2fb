package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the README and of the documentation: the Java ones compile, the
 * properties are those there are, and tests run them.
 */
class DocumentationTests {

	private static final Path EXAMPLES_TESTS = Path.of("src/test/java/dev/accelerate/examples");

	private static final Pattern COMMENT_OR_SPACE = Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\\s+", Pattern.DOTALL);

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

	static List<DocumentationExample> java() throws IOException {
		return DocumentationExample.in("java");
	}

	static List<DocumentationExample> properties() throws IOException {
		return DocumentationExample.in("yaml", "properties");
	}

	@Test
	void thereAreExamples() throws IOException {
		assertThat(java()).hasSizeGreaterThan(10);
		assertThat(properties()).isNotEmpty();
	}

	@Test
	void everyBlockSaysWhatItIs() throws IOException {
		for (Path page : DocumentationExample.pages()) {
			long fences = Files.readString(page).lines().filter((line) -> line.startsWith("```")).count();
			assertThat(DocumentationExample.of(page).size() * 2L).as(page.toString()).isEqualTo(fences);
		}
	}

	@ParameterizedTest
	@MethodSource
	void java(DocumentationExample example) throws IOException {
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
