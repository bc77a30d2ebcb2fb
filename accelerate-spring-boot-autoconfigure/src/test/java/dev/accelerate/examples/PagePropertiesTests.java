package dev.accelerate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link PageProperties}.
 */
class PagePropertiesTests {

	@Test
	void areReadByTheirLanguageAndNumber(@TempDir Path directory) throws IOException {
		String page = Files.writeString(directory.resolve("page.md"), """
				```yaml
				accelerate:
				  region: a
				```
				```properties
				accelerate.region=b
				```
				```yaml
				accelerate.region: c
				```
				""").toString();
		assertThat(PageProperties.of(page, 0)).containsExactly("accelerate.region=a");
		assertThat(PageProperties.of(page, 1)).containsExactly("accelerate.region=c");
		assertThat(PageProperties.ofProperties(page, 0)).containsExactly("accelerate.region=b");
	}

}
