package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.springframework.core.NativeDetector;

import static dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.statuses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateProperties} in a native image. Here it is a JVM that says it is one,
 * which is what Spring asks.
 */
class NativeImageTests {

	@Test
	void nothingIsCachedAndAWarningSaysSo() throws Exception {
		assertThat(run("-Dorg.graalvm.nativeimage.imagecode=runtime")).contains("answers [NONE, NONE]")
			.contains("Nothing is cached in a native image");
	}

	@Test
	void otherJvmsCache() throws Exception {
		assertThat(run("-Dnothing=special")).contains("answers [MISS, TTL]").doesNotContain("native image");
	}

	private static String run(String option) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", option, "-cp", System.getProperty("java.class.path"),
				Application.class.getName())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

	static final class Application {

		private Application() {
		}

		public static void main(String[] args) {
			AnnotatedRepositoryApplication.application()
				.run((context) -> System.out.println("answers " + statuses(context, 2)));
		}

	}

}
