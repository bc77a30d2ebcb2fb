package dev.accelerate.autoconfigure;

import java.io.IOException;
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

import org.springframework.util.StringUtils;

/**
 * Fenced block of the README or of a page in {@code docs}.
 *
 * @param page the page, from the root of the project
 * @param line the line on which the block begins
 * @param number how many blocks of its language are before it on the page
 * @param language what the block says it is
 * @param text what is between the fences
 */
record DocumentationExample(String page, long line, long number, String language, String text) {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

	static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted())
				.filter((page) -> page.toString().endsWith(".md"))
				.toList();
		}
	}

	static List<DocumentationExample> in(String... languages) throws IOException {
		List<DocumentationExample> examples = new ArrayList<>();
		for (Path page : pages()) {
			examples.addAll(of(page));
		}
		examples.removeIf((example) -> !Arrays.asList(languages).contains(example.language()));
		return examples;
	}

	static List<DocumentationExample> of(Path page) throws IOException {
		String text = Files.readString(page);
		List<DocumentationExample> examples = new ArrayList<>();
		Matcher block = BLOCK.matcher(text);
		while (block.find()) {
			String language = block.group(1);
			long line = text.substring(0, block.start()).lines().count() + 1;
			long number = examples.stream().filter((example) -> example.language().equals(language)).count();
			examples.add(
					new DocumentationExample(ROOT.relativize(page).toString(), line, number, language, block.group(2)));
		}
		return examples;
	}

	/**
	 * Return what stands in the tests that run this: Java word for word, YAML and
	 * properties by their number.
	 */
	String inItsTests() {
		return switch (this.language) {
			case "yaml" -> "PageProperties.of(\"%s\", %d)".formatted(this.page, this.number);
			case "properties" -> "PageProperties.ofProperties(\"%s\", %d)".formatted(this.page, this.number);
			default -> this.text;
		};
	}

	/**
	 * Return what the names of the page's tests begin with: ComingFromX for
	 * coming-from-x.md.
	 */
	String testsOfPage() {
		String name = StringUtils.stripFilenameExtension(StringUtils.getFilename(this.page));
		return Arrays.stream(name.toLowerCase(Locale.ROOT).split("-"))
			.map(StringUtils::capitalize)
			.collect(Collectors.joining());
	}

	@Override
	public String toString() {
		return this.page + ":" + this.line;
	}

}
