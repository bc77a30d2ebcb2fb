package dev.accelerate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page {@code docs/architecture.md}, beside what {@link ArchitectureTests} hold: the
 * files and methods that it names exist, and it names every package.
 */
class ArchitecturePageTests {

	private static final Path SOURCES = Path.of("src/main/java/dev/accelerate");

	private static final Pattern FILE = Pattern.compile("`((?:[a-z]+/)+[A-Z]\\w*)(?:\\.(\\w+))?`");

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)`");

	private static final Pattern PACKAGE = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);

	@Test
	void everyFileThatItNamesExists() throws IOException {
		List<MatchResult> files = FILE.matcher(page()).results().toList();
		assertThat(files).hasSizeGreaterThan(50);
		for (MatchResult named : files) {
			Path file = SOURCES.resolve(named.group(1) + ".java");
			assertThat(file).exists();
			if (named.group(2) != null) {
				assertThat(Files.readString(file)).as(named.group()).containsPattern(" " + named.group(2) + "\\(");
			}
		}
	}

	@Test
	void everyTestThatItNamesExists() throws IOException {
		Set<String> tests;
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			tests = files.map((file) -> file.getFileName().toString()).collect(Collectors.toSet());
		}
		assertThat(TEST.matcher(page()).results().map((match) -> match.group(1) + ".java")).isNotEmpty()
			.allMatch(tests::contains);
	}

	@Test
	void hasOneRowForEachPackage() throws IOException {
		try (Stream<Path> files = Files.list(SOURCES)) {
			assertThat(PACKAGE.matcher(page()).results().map((match) -> match.group(1)))
				.containsExactlyInAnyOrderElementsOf(files.filter(Files::isDirectory)
					.map((directory) -> directory.getFileName().toString())
					.toList());
		}
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("../docs/architecture.md"));
	}

}
