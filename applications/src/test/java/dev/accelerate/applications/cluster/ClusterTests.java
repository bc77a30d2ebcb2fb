package dev.accelerate.applications.cluster;

import java.time.Duration;
import java.util.List;

import dev.accelerate.applications.cluster.history.HistoryReport;
import dev.accelerate.applications.cluster.node.ClusterNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ClusterNode} as one process and as several on one database, all of which read
 * and write at random while processes, connections and the server fail.
 */
@Tag("postgres")
class ClusterTests {

	private static final Duration MAX_SILENCE = Duration.ofSeconds(2);

	private static final long OPERATIONS = Long.getLong("accelerate.cluster.operations", 100_000);

	private final long seed = Long.getLong("accelerate.cluster.seed", System.nanoTime() % 1_000_000);

	@Test
	void oneProcessIsNeverStale() throws Exception {
		HistoryReport report = run("one", 1, OPERATIONS / 10, 1, "local", "accelerate.invalidation.unknown-commit=8s",
				"cluster.two-phase=false");
		assertThat(report.violations()).isEmpty();
		// A cache that never answers is never wrong.
		assertThat(report.hitRatio()).isGreaterThan(0.25);
	}

	@Test
	void processesThatDoNotHearOfEachOtherAreStale() throws Exception {
		HistoryReport report = run("apart", 3, 10_000, 0, "local");
		assertThat(report.violations()).isNotEmpty();
	}

	private HistoryReport run(String name, int processes, long operations, int faults, String log, String... properties)
			throws Exception {
		ClusterOptions options = new ClusterOptions(name, processes, operations, faults, MAX_SILENCE, this.seed, log,
				List.of(properties));
		long begin = System.nanoTime();
		try (ClusterRun run = new ClusterRun(options)) {
			HistoryReport report = run.run();
			System.out.printf("Cluster %s with -Daccelerate.cluster.seed=%s in %d s: %s%n  faults %s%n", name,
					this.seed, (System.nanoTime() - begin) / 1_000_000_000, report, run.faults());
			report.violations().forEach((violation) -> System.out.println("  " + violation));
			return report;
		}
	}

}
