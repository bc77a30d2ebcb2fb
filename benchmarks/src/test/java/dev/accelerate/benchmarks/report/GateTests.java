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
 * {@link Reach}: fails if the cache has become clearly slower than its goals. What is
 * worse in the first round is measured again, because the machine may have been busy. It
 * measures for some minutes, so that it runs only by its profile.
 */
@Tag("gate")
class GateTests {

	private static final int FURTHER_ROUNDS = 2;

	private static final Iterations WARMUP = Iterations.seconds(4);

	private static final Iterations MEASUREMENT = Iterations.seconds(3);

	private static final List<Measurement> measurements = new ArrayList<>();

	private static final List<String> failures = new ArrayList<>();

	private static Results results = new Results(List.of());

	@BeforeAll
	static void measure() throws Exception {
		Path output = Files.createDirectories(Path.of("target", "gate"));
		run(new Rounds(1, cases(gated())), output);
		List<Reach> worse = gated().stream().filter((reach) -> !reach.limit().isWithinGate(median(reach))).toList();
		if (!worse.isEmpty()) {
			run(new Rounds(2, FURTHER_ROUNDS, cases(worse)), output);
		}
		Report.write(results, Machine.current(), output);
	}

	private static void run(Rounds rounds, Path output) throws Exception {
		rounds.run(CaseRunner.forked(output), new Rounds.Listener() {

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
	}

	private static double median(Reach reach) {
		return results.spread(reach.ratio()).median();
	}

	@ParameterizedTest
	@MethodSource("gated")
	void isNotClearlyWorseThanItsGoal(Reach reach) {
		Spread ratio = results.spread(reach.ratio());
		assertThat(reach.limit().isWithinGate(ratio.median()))
			.as("%s%nThe ratio is %s, the goal is %s, the gate is %s.%n%s%n%s%nWhat failed: %s%n", reach.name(), ratio,
					reach.limit(), reach.limit().gate(), values(reach.ratio().numerator()),
					values(reach.ratio().denominator()), failures)
			.isTrue();
	}

	static List<Reach> gated() {
		return Reach.all().stream().filter((reach) -> reach.limit().isGated()).toList();
	}

	private static List<Case> cases(List<Reach> reaches) {
		Map<String, Case> cases = new LinkedHashMap<>();
		reaches.stream()
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
