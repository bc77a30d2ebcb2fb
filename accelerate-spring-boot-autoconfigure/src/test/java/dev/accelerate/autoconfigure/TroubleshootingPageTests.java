package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.accelerate.core.MissReason;
import dev.accelerate.core.QueryCacheListener.Component;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MissReason Reasons} and messages on the page {@code docs/troubleshooting.md}: it
 * has every reason of a bypass or a miss, and what it quotes of messages is what the code
 * says.
 */
class TroubleshootingPageTests {

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Pattern BYPASS = Pattern.compile("new (?:Bypass|Evidence)\\(\\s*\"([^\"]+)\"");

	private static final Pattern NO_LITERAL = Pattern
		.compile("new (?:Bypass|Evidence)\\((?!\\s*\"|evidence\\.reason\\(\\))");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	@Test
	void hasOneRowForEachReasonOfABypass() throws IOException {
		String sources = sources();
		List<String> reasons = BYPASS.matcher(sources).results().map((match) -> match.group(1)).toList();
		assertThat(NO_LITERAL.matcher(sources).results()).as("reasons that are not written where they are made")
			.isEmpty();
		assertThat(firstCells("### Bypass reasons")).containsExactlyInAnyOrderElementsOf(reasons);
	}

	@Test
	void hasOneRowForEachReasonOfAMiss() throws IOException {
		assertThat(firstCells("## Misses")).containsExactly(Arrays.stream(MissReason.Kind.values())
			.map((kind) -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
			.toArray(String[]::new));
	}

	@Test
	void hasOneRowForEachComponentThatCanFail() throws IOException {
		assertThat(
				rows("## Meters").flatMap((row) -> quoted(row.get(0))).filter((code) -> code.startsWith("component:")))
			.containsExactly(Arrays.stream(Component.values())
				.map((component) -> "component:" + component.name().toLowerCase(Locale.ROOT))
				.toArray(String[]::new));
	}

	@Test
	void everyRowSaysWhatToDo() throws IOException {
		assertThat(Stream
			.of("### No strategy", "### Bypass reasons", "## Misses", "## Stale data", "## Refusals at startup",
					"## Meters")
			.flatMap(TroubleshootingPageTests::rows)).hasSizeGreaterThan(50)
			.allSatisfy((row) -> assertThat(row).doesNotContain(""));
	}

	/**
	 * A quoted message is what the code says, in its order, whatever is put in between.
	 */
	@Test
	void quotesMessagesAsTheCodeHasThem() throws IOException {
		String literals = sources().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "'");
		List<String> quotes = Stream
			.concat(rows("## Log lines").flatMap((row) -> quoted(row.get(1))),
					rows("## Refusals at startup").flatMap((row) -> quoted(row.get(0))))
			.flatMap((quote) -> Stream.of(quote.split("…")))
			.map(String::strip)
			.filter((part) -> part.length() > 1)
			.toList();
		assertThat(quotes).hasSizeGreaterThan(50)
			.allSatisfy((quote) -> assertThat(literals.contains(quote)).as(quote).isTrue());
	}

	/**
	 * A reader finds each warning about the log of a database, if not by its words then
	 * by those before or after a name.
	 */
	@Test
	void quotesEveryWarningOfTheLog() throws IOException {
		List<String> quotes = rows("## Log lines").flatMap((row) -> quoted(row.get(1)))
			.flatMap((quote) -> Stream.of(quote.split("…")))
			.map(String::strip)
			.toList();
		Pattern warning = Pattern.compile("logger\\.(?:warn|info)\\((.*?)\\);\\n", Pattern.DOTALL);
		List<String> lines = new ArrayList<>();
		for (String file : List.of("autoconfigure/DatabaseLogStarter", "autoconfigure/TableChannelFactory",
				"invalidation/DatabaseLogs", "invalidation/table/Silence", "invalidation/table/Tail",
				"invalidation/table/Trimmer")) {
			warning.matcher(Files.readString(SOURCES.resolve("dev/accelerate/" + file + ".java")))
				.results()
				.forEach((line) -> lines.add(line.group(1).replaceAll("\"\\s*\\+\\s*\"", "")));
		}
		assertThat(lines).hasSizeGreaterThan(12)
			.allSatisfy((line) -> assertThat(quotes).as(line).anyMatch(line::contains));
	}

	@Test
	void isLinkedFromTheReadme() throws IOException {
		assertThat(Files.readString(Path.of("../README.md"))).contains("(docs/troubleshooting.md)");
	}

	private static List<String> firstCells(String heading) throws IOException {
		return rows(heading).map((row) -> row.get(0).replace("`", "")).toList();
	}

	/**
	 * Returns the cells of each line of the table under a heading.
	 */
	private static Stream<List<String>> rows(String heading) {
		String page;
		try {
			page = Files.readString(Path.of("../docs/troubleshooting.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		String section = page.substring(page.indexOf(heading + "\n"));
		String table = section.substring(section.indexOf("|---"));
		int end = table.indexOf("\n\n");
		return table.substring(0, (end < 0) ? table.length() : end)
			.lines()
			.skip(1)
			.map((line) -> line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
			.map((cells) -> Arrays.stream(cells).map(String::strip).toList());
	}

	private static Stream<String> quoted(String cell) {
		return CODE.matcher(cell).results().map((MatchResult match) -> match.group(1));
	}

	private static String sources() throws IOException {
		StringBuilder sources = new StringBuilder();
		try (Stream<Path> files = Files.walk(SOURCES)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				sources.append(Files.readString(file));
			}
		}
		return sources.toString();
	}

}
