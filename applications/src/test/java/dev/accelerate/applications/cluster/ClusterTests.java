package dev.accelerate.applications.cluster;

import java.util.EnumSet;
import java.util.Set;

import dev.accelerate.applications.cluster.history.HistoryReport;
import dev.accelerate.applications.cluster.history.ReadKind;
import dev.accelerate.applications.cluster.history.WriteKind;
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

	private static final long OPERATIONS = Long.getLong("accelerate.cluster.operations", 100_000);

	private final ClusterRuns runs = new ClusterRuns();

	private final Set<Fault> faults = Fault.named(System.getProperty("accelerate.cluster.faults", ".*"));

	@Test
	void noProcessIsStaleForLongerThanTheLongestSilence() throws Exception {
		try (ClusterRun run = this.runs.run("table", 3, OPERATIONS, 2, false, this.faults, ClusterRuns.withLog())) {
			HistoryReport report = run.run();
			this.runs.report(run, report);
			assertThat(report.violations()).isEmpty();
			// A cache that never answers is never wrong.
			assertThat(report.hitRatio()).isGreaterThan(0.25);
			assertThat(report.operations()).isGreaterThanOrEqualTo((int) OPERATIONS);
			assertThat(report.reads()).containsOnlyKeys(ReadKind.values());
			Set<WriteKind> acknowledged = EnumSet.complementOf(EnumSet.of(WriteKind.ROLLBACK));
			assertThat(report.writes().keySet()).isEqualTo(acknowledged);
			assertThat(run.faults().keySet()).isEqualTo(this.faults);
			assertThat(run.faults().values()).allMatch((times) -> times >= 2);
		}
	}

	@Test
	void oneProcessIsNeverStale() throws Exception {
		// One that starts anew has nothing in its cache, so it is not killed.
		Set<Fault> survived = Fault.named("STOPPED|SERVER.*|CUT|REPLY_LOST|COMMIT_LATE");
		try (ClusterRun run = this.runs.run("one", 1, OPERATIONS / 10, 1, false, survived,
				"accelerate.invalidation.unknown-commit=8s", "cluster.two-phase=false")) {
			HistoryReport report = run.run();
			this.runs.report(run, report);
			assertThat(report.violations()).isEmpty();
			assertThat(report.hitRatio()).isGreaterThan(0.25);
		}
	}

}
