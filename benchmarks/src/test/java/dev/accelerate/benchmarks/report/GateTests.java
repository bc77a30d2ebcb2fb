package dev.accelerate.benchmarks.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.CaseRunner;
import dev.accelerate.benchmarks.suite.Iterations;
import dev.accelerate.benchmarks.suite.Measurement;
import dev.accelerate.benchmarks.suite.Rounds;
import dev.accelerate.benchmarks.suite.Score;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Reach}: fails if the cache has become clearly slower than its goals. It
 * measures, for some minutes, so that it runs only by its profile.
 */
@Tag("gate")
class GateTests {

	private static final int ROUNDS = 2;

	private static final Iterations WARMUP = Iterations.seconds(4);

	private static final Iterations MEASUREMENT = Iterations.seconds(3);

	private static final List<String> failures = new ArrayList<>();

	private static Results results = new Results(List.of());

	@BeforeAll
	static void measure() throws Exception {
		Path output = Files.createDirectories(Path.of("target", "gate"));
		List<Measurement> measurements = new ArrayList<>();
		new Rounds(ROUNDS, cases()).run(CaseRunner.forked(output), new Rounds.Listener() {

			@Override
			public void measured(Measurement measurement) {
				measurements.add(measurement);
				System.out.printf("Round %d: %s: %s %s%n", measurement.round(), measurement.ofCase(),
						Markdown.number(measurement.primary().value()), measurement.primary().unit());
			}

			@Override
			public void failed(Case failed, int round, Exception cause) {
				failures.add("round %d: %s: %s".formatted(round, failed, cause.getMessage()));
			}

		});
		results = new Results(measurements);
		Report.write(results, Machine.current(), output);
	}

	@ParameterizedTest
	@MethodSource("gated")
	void isNotClearlyWorseThanItsGoal(Reach reach) {
		Spread ratio = results.spread(reach.ratio());
		assertThat(ratio.values()).as("rounds that measured '%s'; what failed: %s", reach.name(), failures)
			.hasSize(ROUNDS);
		assertThat(ratio.median())
			.as("%s%nThe ratio is %s, the goal is %s, the gate is %s.%n%s%n%s%n", reach.name(), ratio, reach.limit(),
					reach.limit().gate(), values(reach.ratio().numerator()), values(reach.ratio().denominator()))
			.isLessThanOrEqualTo(reach.limit().gate());
	}

	static List<Reach> gated() {
		return Reach.all().stream().filter((reach) -> reach.limit().isGated()).toList();
	}

	private static List<Case> cases() {
		Map<String, Case> cases = new LinkedHashMap<>();
		gated().stream()
			.flatMap((reach) -> Stream.of(reach.ratio().numerator(), reach.ratio().denominator()))
			.map(Figure::ofCase)
			.forEach((gated) -> cases.putIfAbsent(gated.name(),
					gated.withIterations(WARMUP, longer(MEASUREMENT, gated.measurement()))));
		return List.copyOf(cases.values());
	}

	/**
	 * What has few samples in a second asks for more seconds.
	 */
	private static Iterations longer(Iterations one, Iterations other) {
		return (one.total().compareTo(other.total()) < 0) ? other : one;
	}

	private static String values(Figure figure) {
		return results.scores(figure)
			.stream()
			.map(Score::value)
			.map(Markdown::number)
			.collect(Collectors.joining(" / ", figure + ": ", " " + results.unit(figure)));
	}

}
