package dev.accelerate.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that a run of the suite leaves.
 */
public final class Report {

	private Report() {
	}

	/**
	 * Write {@code results.json}, {@code performance.md} and {@code hits.svg}.
	 * @param results what to tell
	 * @param machine where it was measured
	 * @param directory where to write, and to overwrite what is there
	 * @throws IOException if a file cannot be written
	 */
	public static void write(Results results, Machine machine, Path directory) throws IOException {
		Files.createDirectories(directory);
		Files.writeString(directory.resolve("results.json"), results.toJson(machine));
		Files.writeString(directory.resolve("performance.md"), new PerformancePage(results, machine).markdown());
		Files.writeString(directory.resolve("hits.svg"), new HitsChart(results, machine).svg());
	}

}
