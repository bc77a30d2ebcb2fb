package dev.accelerate.benchmarks.report;

import dev.accelerate.benchmarks.report.Reach.Verdict;
import dev.accelerate.benchmarks.suite.Case;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Reach}.
 */
class ReachTests {

	private static final Case OURS = Case.of("a.Bench.ours");

	private static final Case THEIRS = Case.of("a.Bench.theirs");

	@Test
	void isReachedByAMedianAtTheLimit() {
		Results results = new Measured().add(OURS, 9, 2, 1).add(THEIRS, 1, 1, 1).results();
		assertThat(reach(Limit.atMost(2)).verdict(results)).isEqualTo(Verdict.REACHED);
		assertThat(reach(Limit.atMost(1.9)).verdict(results)).isEqualTo(Verdict.MISSED);
	}

	@Test
	void mayWantAHighRatio() {
		Results results = new Measured().add(OURS, 2).add(THEIRS, 1).results();
		assertThat(reach(Limit.atLeast(2)).verdict(results)).isEqualTo(Verdict.REACHED);
		assertThat(reach(Limit.atLeast(2.1)).verdict(results)).isEqualTo(Verdict.MISSED);
	}

	@Test
	void saysNothingOfWhatWasNotMeasured() {
		assertThat(reach(Limit.atMost(2)).verdict(new Measured().add(OURS, 2).results()))
			.isEqualTo(Verdict.NOT_MEASURED);
	}

	@Test
	void givesEveryGateSomeRoom() {
		assertThat(Reach.all()).filteredOn((reach) -> reach.limit().isGated())
			.isNotEmpty()
			.allSatisfy((reach) -> assertThat(reach.limit().gate()).isGreaterThan(reach.limit().goal()));
	}

	@Test
	void namesEachRatioOnce() {
		assertThat(Reach.all()).extracting(Reach::name).doesNotHaveDuplicates();
	}

	private static Reach reach(Limit limit) {
		return new Reach("a reach", Ratio.of(OURS, THEIRS), limit);
	}

}
