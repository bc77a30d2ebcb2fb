package dev.accelerate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The index of tests, of which {@link ArchitectureTests} is one: tests follow behaviours
 * and not classes, so the first sentence of each links what it tests.
 */
class TestIndexTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern FIRST_SENTENCE = Pattern
		.compile("/\\*\\*((?:(?!\\*/|\\.\\s).)*+)(?:(?!\\*/).)*+\\*/\\s*(?:@[^\\n]*\\n(?:[\\t})][^\\n]*\\n)*)*"
				+ "(?:public |abstract |final )*class (\\w+)", Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("\\{@link (\\w+)");

	private static final Set<String> CLASSES = sources().map(TestIndexTests::name).collect(Collectors.toSet());

	@Test
	void everyTestLinksWhatItTestsInItsFirstSentence() {
		List<Path> tests = sources().filter((source) -> name(source).endsWith("Tests")).toList();
		assertThat(tests).hasSizeGreaterThan(200)
			.allSatisfy((test) -> assertThat(links(test)).as(name(test)).anyMatch(CLASSES::contains));
	}

	private static List<String> links(Path test) {
		Matcher comment = FIRST_SENTENCE.matcher(read(test));
		return (comment.find() && comment.group(2).equals(name(test)))
				? LINK.matcher(comment.group(1)).results().map((link) -> link.group(1)).toList() : List.of();
	}

	private static String name(Path source) {
		return source.getFileName().toString().replace(".java", "");
	}

	private static String read(Path source) {
		try {
			return Files.readString(source);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> sources() {
		return Stream.of("accelerate-spring-boot-autoconfigure", "sample-app", "benchmarks")
			.flatMap((module) -> sources(ROOT.resolve(module).resolve("src")));
	}

	private static Stream<Path> sources(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
