package dev.accelerate.benchmarks.suite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.accelerate.benchmarks.jmh.Query;
import dev.accelerate.benchmarks.peer.Peer;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.SampleTimeResult;
import org.openjdk.jmh.util.SampleBuffer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CaseRunner}: which scores of a run are kept.
 */
class CaseRunnerTests {

	private static final Iterations SHORTEST = new Iterations(1, Duration.ofMillis(1));

	@Test
	void keepsTheAllocationAndNothingElseOfTheCollector() throws Exception {
		assertThat(run(Suite.hit(Peer.ADVICE, Query.COUNT)).secondary()).containsOnlyKeys(Score.ALLOCATION);
	}

	@Test
	void keepsOnlyTheScoreOfWhatIsSampled() throws Exception {
		Measurement measurement = run(Suite.invalidation(1000));
		assertThat(measurement.secondary()).isEmpty();
		assertThat(measurement.primary().unit()).isEqualTo("ns/op");
	}

	@Test
	void takesTheMedianOfWhatIsSampled() {
		SampleBuffer samples = new SampleBuffer();
		for (long sample : new long[] { 1, 1, 1000 }) {
			samples.add(sample);
		}
		assertThat(CaseRunner.score(new SampleTimeResult(ResultRole.PRIMARY, "sampled", samples, TimeUnit.NANOSECONDS)))
			.isEqualTo(new Score(1, "ns/op"));
	}

	private static Measurement run(Case some) throws Exception {
		return CaseRunner.inThisJvm().run(some.withIterations(SHORTEST, SHORTEST), 1);
	}

}
