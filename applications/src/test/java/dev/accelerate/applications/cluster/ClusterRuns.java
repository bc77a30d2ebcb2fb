package dev.accelerate.applications.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.accelerate.applications.cluster.history.HistoryReport;

/**
 * Runs of processes with one seed, and what tells of them.
 */
final class ClusterRuns {

	private static final Duration MAX_SILENCE = Duration.ofSeconds(2);

	private static final String[] TABLE = { "accelerate.invalidation.log=table",
			"accelerate.invalidation.table.initialize-schema=always" };

	private final long seed = Long.getLong("accelerate.cluster.seed", System.nanoTime() % 1_000_000);

	/**
	 * Returns properties of processes that hear of each other, and others.
	 */
	static String[] withLog(String... properties) {
		List<String> all = new ArrayList<>(List.of(TABLE));
		all.addAll(List.of(properties));
		return all.toArray(String[]::new);
	}

	ClusterRun run(String name, int processes, long operations, int rounds, boolean untilViolation, Set<Fault> faults,
			String... properties) throws Exception {
		return new ClusterRun(new ClusterOptions(name, processes, operations, rounds, untilViolation, faults,
				MAX_SILENCE, this.seed, List.of(properties)));
	}

	void report(ClusterRun run, HistoryReport report) {
		System.out.printf("Cluster %s with -Daccelerate.cluster.seed=%s in %d s: %s%n  faults %s%n", run.name(),
				this.seed, run.seconds(), report, run.faults());
		report.violations().forEach((violation) -> System.out.println("  " + violation));
	}

}
