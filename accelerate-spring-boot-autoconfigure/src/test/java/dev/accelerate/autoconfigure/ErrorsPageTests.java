package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.accelerate.ErrorCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ErrorCode Codes} in the table of {@code docs/errors.md}: all of them are there.
 */
class ErrorsPageTests {

	private static final Pattern ROW = Pattern.compile("^\\| `(P\\d+)` \\| ([^|]+) \\| ([^|]+) \\|$",
			Pattern.MULTILINE);

	@Test
	void hasOneRowForEachCode() throws IOException {
		List<MatchResult> rows = ROW.matcher(Files.readString(Path.of("../docs/errors.md"))).results().toList();
		assertThat(rows).extracting((row) -> row.group(1))
			.containsExactly(Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toArray(String[]::new));
		assertThat(rows).allSatisfy((row) -> {
			assertThat(row.group(2)).isNotBlank();
			assertThat(row.group(3)).isNotBlank();
		});
	}

	@Test
	void isLinkedFromTheReadme() throws IOException {
		assertThat(Files.readString(Path.of("../README.md"))).contains("(docs/errors.md)");
	}

}
