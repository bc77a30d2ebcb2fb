package dev.accelerate.applications.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.accelerate.applications.cluster.history.HistoryReport;
import dev.accelerate.applications.cluster.history.ReadKind;
import dev.accelerate.applications.cluster.history.WriteKind;
import dev.accelerate.applications.cluster.node.ClusterNode;
import dev.accelerate.applications.cluster.node.Mutant;
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

	private static final String[] TABLE = { "accelerate.invalidation.log=table",
			"accelerate.invalidation.table.initialize-schema=always" };

	private final long seed = Long.getLong("accelerate.cluster.seed", System.nanoTime() % 1_000_000);

	private final Set<Fault> faults = Fault.named(System.getProperty("accelerate.cluster.faults", ".*"));

	@Test
	void noProcessIsStaleForLongerThanTheLongestSilence() throws Exception {
		try (ClusterRun run = run("table", 3, OPERATIONS, 2, false, this.faults, TABLE)) {
			HistoryReport report = run.run();
			report(run, report);
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
		try (ClusterRun run = run("one", 1, OPERATIONS / 10, 1, false, survived,
				"accelerate.invalidation.unknown-commit=8s", "cluster.two-phase=false")) {
			HistoryReport report = run.run();
			report(run, report);
			assertThat(report.violations()).isEmpty();
			assertThat(report.hitRatio()).isGreaterThan(0.25);
		}
	}

	@Test
	void theCheckFindsProcessesThatDoNotHearOfEachOther() throws Exception {
		assertViolations("apart", EnumSet.noneOf(Fault.class));
	}

	@Test
	void theCheckFindsATailThatBeginsAtTheGreatestId() throws Exception {
		assertViolations("greatest-id", EnumSet.noneOf(Fault.class),
				with("cluster.mutant=" + Mutant.GREATEST_ID, "cluster.writes=0.15", "cluster.slow-commit-millis=300",
						"accelerate.invalidation.table.poll-interval=20ms"));
	}

	@Test
	void theCheckFindsSilenceThatNobodyMinds() throws Exception {
		assertViolations("silence", EnumSet.of(Fault.LOG_HANGS),
				with("accelerate.invalidation.max-silence=1h", "accelerate.invalidation.table.retention=20h"));
	}

	@Test
	void theCheckFindsRowsThatAreWrittenAfterTheCommit() throws Exception {
		assertViolations("late-row", EnumSet.of(Fault.KILLED_AFTER_REPLY, Fault.REPLY_LOST),
				with("cluster.mutant=" + Mutant.ROW_AFTER_COMMIT));
	}

	private void assertViolations(String name, Set<Fault> faults, String... properties) throws Exception {
		try (ClusterRun run = run(name, 3, 0, 1, true, faults, properties)) {
			HistoryReport report = run.run();
			report(run, report);
			assertThat(report.violations()).isNotEmpty();
		}
	}

	private static String[] with(String... properties) {
		List<String> all = new ArrayList<>(List.of(TABLE));
		all.addAll(List.of(properties));
		return all.toArray(String[]::new);
	}

	private ClusterRun run(String name, int processes, long operations, int rounds, boolean untilViolation,
			Set<Fault> faults, String... properties) throws Exception {
		return new ClusterRun(new ClusterOptions(name, processes, operations, rounds, untilViolation, faults,
				MAX_SILENCE, this.seed, List.of(properties)));
	}

	private void report(ClusterRun run, HistoryReport report) {
		System.out.printf("Cluster %s with -Daccelerate.cluster.seed=%s in %d s: %s%n  faults %s%n", run.name(),
				this.seed, run.seconds(), report, run.faults());
		report.violations().forEach((violation) -> System.out.println("  " + violation));
	}

}
