package dev.accelerate.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.CaseRunner;
import dev.accelerate.benchmarks.suite.Iterations;
import dev.accelerate.benchmarks.suite.Measurement;
import dev.accelerate.benchmarks.suite.Suite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Benchmarks}: every benchmark runs once with each of its peers, and with each of
 * its queries, in this JVM. That takes longer than all other tests of this module, so
 * that it runs only by its profile, as CI does.
 */
@Tag("smoke")
class BenchmarksTests {

	private static final Iterations NONE = new Iterations(0, Duration.ofMillis(1));

	private static final Iterations ONE = new Iterations(1, Duration.ofMillis(10));

	@ParameterizedTest
	@MethodSource("casesWithoutPostgres")
	void givesAResult(Case some) throws Exception {
		Case one = some.withIterations(NONE, ONE);
		Measurement measurement = CaseRunner.inThisJvm()
			.run(some.simpleClass().equals("HeapBenchmark") ? one.with("entries", 40) : one, 1);
		assertThat(measurement.primary().value()).isPositive();
		assertThat(measurement.primary().unit()).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("casesOnPostgres")
	@Tag("postgres")
	void givesAResultOnPostgres(Case some) throws Exception {
		givesAResult(some);
	}

	static List<Case> casesWithoutPostgres() {
		return cases().filter((each) -> !isOnPostgres(each)).toList();
	}

	static List<Case> casesOnPostgres() {
		return cases().filter(BenchmarksTests::isOnPostgres).toList();
	}

	/**
	 * One case of each peer and log, and one of each query: others differ in what runs
	 * together, not in what runs.
	 */
	private static Stream<Case> cases() {
		Map<String, Case> cases = new LinkedHashMap<>();
		for (Case each : Suite.cases()) {
			cases.putIfAbsent(each.benchmark() + " by " + each.parameters().get("peer") + " with "
					+ each.parameters().get("setting"), each);
		}
		for (Case each : Suite.cases()) {
			String peer = each.parameters().get("peer");
			if (Objects.equals(peer, "ACCELERATE")) {
				cases.putIfAbsent(each.benchmark() + " of " + each.parameters().get("query"), each);
			}
		}
		return cases.values().stream().distinct();
	}

	private static boolean isOnPostgres(Case some) {
		return some.parameters().getOrDefault("peer", "").contains("POSTGRESQL")
				|| Stream.of("Miss", "Stampede", "Heap", "Write", "Log").anyMatch(some.shortBenchmark()::startsWith);
	}

}
