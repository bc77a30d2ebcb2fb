package dev.accelerate.benchmarks.report;

import java.util.List;
import java.util.Map;

import dev.accelerate.benchmarks.jmh.MissBenchmark;
import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Measurement;
import dev.accelerate.benchmarks.suite.Score;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@link Ratio}.
 */
class RatioTests {

	private static final Case OURS = Case.of("a.Bench.ours");

	private static final Case THEIRS = Case.of("a.Bench.theirs");

	@Test
	void isTakenWithinARound() {
		Results results = new Measured().add(OURS, 10, 200, 3).add(THEIRS, 10, 100, 1).results();
		assertThat(results.spread(Ratio.of(OURS, THEIRS)).values()).containsExactly(1.0, 2.0, 3.0);
	}

	@Test
	void leavesOutARoundThatHasOneSideOnly() {
		Results results = new Measured().add(OURS, 10)
			.in(2, OURS, 30, Map.of())
			.in(2, THEIRS, 10, Map.of())
			.in(3, THEIRS, 10, Map.of())
			.results();
		assertThat(results.spread(Ratio.of(OURS, THEIRS)).values()).containsExactly(3.0);
	}

	@Test
	void comparesWhatAllThreadsDoInASecond() {
		Case two = OURS.withThreads(2);
		Case eight = OURS.withThreads(8);
		Results results = new Measured().add(two, 100).add(eight, 400).add(OURS, 1).results();
		assertThat(results.spread(Ratio.ofThroughputs(eight, two)).values()).containsExactly(1.0);
	}

	@Test
	void comparesAllocations() {
		Results results = new Measured().in(1, OURS, 1, Map.of(Score.ALLOCATION, 24.0))
			.in(1, THEIRS, 1, Map.of(Score.ALLOCATION, 96.0))
			.results();
		assertThat(results.spread(Ratio.ofAllocations(OURS, THEIRS)).values()).containsExactly(0.25);
	}

	@Test
	void comparesAMissWithTheQueryAlone() {
		Results results = new Measured()
			.in(1, OURS, 1, Map.of(MissBenchmark.WITH_CACHE, 6.0, MissBenchmark.WITHOUT_CACHE, 4.0))
			.results();
		assertThat(results.spread(Ratio.ofMiss(OURS)).values()).containsExactly(1.5);
	}

	@Test
	void refusesToCompareDifferentUnits() {
		Results results = new Results(List.of(new Measurement(OURS, 1, new Score(1, "ns/op"), Map.of()),
				new Measurement(THEIRS, 1, new Score(1, "ms/op"), Map.of())));
		assertThatIllegalStateException().isThrownBy(() -> results.spread(Ratio.of(OURS, THEIRS)))
			.withMessage("No ratio of Bench.ours in ns/op to Bench.theirs in ms/op: give both benchmarks one unit");
	}

}
