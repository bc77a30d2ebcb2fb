package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.accelerate.testing.Proves;
import dev.accelerate.testing.Proves.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table "What is seen" of {@code docs/invalidation.md}: every line is proved by tests
 * that carry {@link Proves}, which say the same as the line.
 */
class SeenTableTests {

	private static final Pattern LINE = Pattern.compile("^\\| (.+?) \\| (.+) \\|$", Pattern.MULTILINE);

	static List<Line> lines() throws IOException {
		String page = Files.readString(Path.of("../docs/invalidation.md"));
		String section = page.substring(page.indexOf("### What is seen"));
		String table = section.substring(section.indexOf("|---|---|"));
		return LINE.matcher(table.substring(0, table.indexOf("\n\n")))
			.results()
			.map((line) -> new Line(line.group(1).replace("`", ""), line.group(2)))
			.toList();
	}

	static List<Proof> proofs() throws IOException {
		CachingMetadataReaderFactory factory = new CachingMetadataReaderFactory();
		List<Proof> proofs = new ArrayList<>();
		for (Resource resource : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:dev/accelerate/**/*Tests.class")) {
			for (MethodMetadata method : factory.getMetadataReader(resource)
				.getAnnotationMetadata()
				.getAnnotatedMethods(Proves.class.getName())) {
				String test = method.getDeclaringClassName() + "." + method.getMethodName();
				Seen seen = method.getAnnotations().get(Proves.class).getEnum("seen", Seen.class);
				boolean isTest = method.isAnnotated(Test.class.getName())
						|| method.isAnnotated(ParameterizedTest.class.getName());
				Arrays.stream(method.getAnnotations().get(Proves.class).getStringArray("value"))
					.forEach((line) -> proofs.add(new Proof(test, isTest, line, seen)));
			}
		}
		return proofs;
	}

	@Test
	void thereAreLines() throws IOException {
		assertThat(lines()).hasSizeGreaterThan(10);
	}

	@ParameterizedTest
	@MethodSource("lines")
	void everyLineIsProvedByTestsThatSayTheSame(Line line) throws IOException {
		Set<Seen> proved = EnumSet.noneOf(Seen.class);
		proofs().stream().filter(line::isMeantBy).map(Proof::seen).forEach(proved::add);
		assertThat(proved).as("what tests with @Proves(\"%s…\") show, for \"%s\"", line.what(), line.answer())
			.isEqualTo(line.claims());
	}

	@ParameterizedTest
	@MethodSource("proofs")
	void everyProofIsOfOneLine(Proof proof) throws IOException {
		assertThat(proof.isTest()).as("%s is a test", proof.test()).isTrue();
		assertThat(lines().stream().filter((line) -> line.isMeantBy(proof)))
			.as("lines that begin with \"%s\", which %s proves", proof.line(), proof.test())
			.hasSize(1);
	}

	/**
	 * Line of the table.
	 *
	 * @param what the first column, without markup
	 * @param answer the second column
	 */
	record Line(String what, String answer) {

		boolean isMeantBy(Proof proof) {
			return this.what.startsWith(proof.line());
		}

		/**
		 * Returns what tests must show. What is seen "with" something must be unseen
		 * without it.
		 */
		Set<Seen> claims() {
			return switch (this.answer.split("[ ,:;]", 2)[0]) {
				case "yes" -> EnumSet.of(Seen.YES);
				case "no" -> EnumSet.of(Seen.NO);
				case "with" -> EnumSet.of(Seen.YES, Seen.NO);
				default -> EnumSet.of(Seen.COARSE);
			};
		}

		@Override
		public String toString() {
			return this.what;
		}

	}

	/**
	 * Line that a test proves.
	 *
	 * @param test the name of the test
	 * @param isTest whether it is run as a test
	 * @param line how the line begins
	 * @param seen what the test shows
	 */
	record Proof(String test, boolean isTest, String line, Seen seen) {

		@Override
		public String toString() {
			return this.test + ": " + this.line;
		}

	}

}
