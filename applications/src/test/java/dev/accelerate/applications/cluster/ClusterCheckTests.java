package dev.accelerate.applications.cluster;

import java.util.EnumSet;
import java.util.Set;

import dev.accelerate.applications.cluster.history.HistoryCheck;
import dev.accelerate.applications.cluster.history.HistoryReport;
import dev.accelerate.applications.cluster.node.Mutant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link HistoryCheck} with processes in each of which something is broken: it finds
 * that, so that {@link ClusterTests} can fail.
 */
@Tag("postgres")
class ClusterCheckTests {

	private final ClusterRuns runs = new ClusterRuns();

	@Test
	void theCheckFindsProcessesThatDoNotHearOfEachOther() throws Exception {
		assertViolations("apart", EnumSet.noneOf(Fault.class));
	}

	@Test
	void theCheckFindsATailThatBeginsAtTheGreatestId() throws Exception {
		assertViolations("greatest-id", EnumSet.noneOf(Fault.class),
				ClusterRuns.withLog("cluster.mutant=" + Mutant.GREATEST_ID, "cluster.writes=0.15",
						"cluster.slow-commit-millis=300", "accelerate.invalidation.table.poll-interval=20ms"));
	}

	@Test
	void theCheckFindsSilenceThatNobodyMinds() throws Exception {
		assertViolations("silence", EnumSet.of(Fault.LOG_HANGS), ClusterRuns
			.withLog("accelerate.invalidation.max-silence=1h", "accelerate.invalidation.table.retention=20h"));
	}

	@Test
	void theCheckFindsRowsThatAreWrittenAfterTheCommit() throws Exception {
		assertViolations("late-row", EnumSet.of(Fault.KILLED_AFTER_REPLY, Fault.REPLY_LOST),
				ClusterRuns.withLog("cluster.mutant=" + Mutant.ROW_AFTER_COMMIT));
	}

	private void assertViolations(String name, Set<Fault> faults, String... properties) throws Exception {
		try (ClusterRun run = this.runs.run(name, 3, 0, 1, true, faults, properties)) {
			HistoryReport report = run.run();
			this.runs.report(run, report);
			assertThat(report.violations()).isNotEmpty();
		}
	}

}
