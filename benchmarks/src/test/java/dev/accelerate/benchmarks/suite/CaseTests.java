package dev.accelerate.benchmarks.suite;

import java.time.Duration;

import dev.accelerate.benchmarks.peer.Peer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link Case}.
 */
class CaseTests {

	private final Case some = Case.of("some.pack.Bench.run");

	@Test
	void isNamedByItsBenchmarkAndItsParametersInTheirOrder() {
		assertThat(this.some.name()).isEqualTo("Bench.run");
		assertThat(this.some.with("peer", Peer.H2).with("entries", 1000).withThreads(8))
			.hasToString("Bench.run peer=H2 entries=1000 threads=8");
	}

	@Test
	void keepsItsNameWhateverItsIterations() {
		Case quick = this.some.withIterations(Iterations.seconds(0), Iterations.seconds(1));
		assertThat(quick.name()).isEqualTo(this.some.name());
		assertThat(quick.estimate()).isEqualTo(Duration.ofSeconds(6));
	}

	@Test
	void refusesToMeasureNothing() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.some.withIterations(Iterations.seconds(1), Iterations.seconds(0)))
			.withMessage("Nothing is measured: use 1 iteration or more");
		assertThatIllegalArgumentException().isThrownBy(() -> this.some.withThreads(0));
	}

}
