package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

import dev.accelerate.CacheStrategy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of all attributes of {@link CacheStrategy} in {@code docs/strategies.md}.
 */
class StrategiesPageTests {

	private static final Pattern ROW = Pattern.compile("^\\| (`\\w+`) \\| [^|]+ \\| (`\\w+`|none) \\|$",
			Pattern.MULTILINE);

	@Test
	void hasOneRowForEachAttributeWithItsDefault() throws IOException {
		String page = Files.readString(Path.of("../docs/strategies.md"));
		String table = page.substring(page.indexOf("| attribute |"), page.indexOf("A strategy needs"));
		assertThat(ROW.matcher(table).results().map((row) -> row.group(1) + " " + row.group(2)))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(CacheStrategy.class.getDeclaredMethods())
				.map((attribute) -> "`" + attribute.getName() + "` " + value(attribute))
				.toList());
	}

	private static String value(Method attribute) {
		Object value = attribute.getDefaultValue();
		boolean none = value.equals("") || (value.getClass().isArray() && Array.getLength(value) == 0);
		return none ? "none" : "`" + value + "`";
	}

}
