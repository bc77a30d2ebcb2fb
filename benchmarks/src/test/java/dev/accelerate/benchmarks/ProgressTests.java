package dev.accelerate.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Measurement;
import dev.accelerate.benchmarks.suite.Rounds;
import dev.accelerate.benchmarks.suite.Score;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Progress}.
 */
class ProgressTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final AtomicLong nanos = new AtomicLong(5);

	private final Case first = Case.of("a.Bench.first");

	private final Case second = Case.of("a.Bench.second");

	private final Progress progress = new Progress(new Rounds(2, List.of(this.first, this.second)),
			new PrintStream(this.out), this.nanos::get);

	@Test
	void tellsEachRunAndTheTimeLeftAtThePaceSoFar() {
		this.nanos.addAndGet(Duration.ofSeconds(20).toNanos());
		this.progress.measured(new Measurement(this.first, 1, new Score(1234.56, "ns/op"),
				Map.of(Score.ALLOCATION, new Score(24, "B/op"))));
		this.nanos.addAndGet(Duration.ofSeconds(10).toNanos());
		this.progress.failed(this.second, 1, new IllegalStateException("broken"));
		assertThat(this.out.toString().lines()).containsExactly(
				"[round 1 of 2, case 1 of 2] Bench.first: 1,234.6 ns/op, 24.0 B/op; 60 s left",
				"[round 1 of 2, case 2 of 2] Bench.second: FAILED, its log tells why: broken; 30 s left");
		assertThat(this.progress.isFailed()).isTrue();
		assertThat(this.progress.measurements()).hasSize(1);
	}

}
