package dev.accelerate.benchmarks.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.accelerate.benchmarks.jmh.Query;
import dev.accelerate.benchmarks.peer.Peer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Rounds} and {@link CaseRunner}.
 */
class RoundsTests implements Rounds.Listener {

	private final List<String> heard = new ArrayList<>();

	@Test
	void runEveryCaseOnceInEachEvenIfAnotherFails() throws Exception {
		Iterations shortest = new Iterations(1, Duration.ofMillis(1));
		Case hit = Suite.hit(Peer.ADVICE, Query.COUNT).withIterations(shortest, shortest);
		new Rounds(2, List.of(Case.of("some.Other.run"), hit)).run(CaseRunner.inThisJvm(), this);
		assertThat(this.heard).containsExactly(
				"1 Other.run There is no benchmark 'some.Other.run': name the class and its method",
				"1 " + hit + " ns/op", "1",
				"2 Other.run There is no benchmark 'some.Other.run': name the class and its method",
				"2 " + hit + " ns/op", "2");
	}

	@Override
	public void measured(Measurement measurement) {
		this.heard.add(measurement.round() + " " + measurement.ofCase() + " " + measurement.primary().unit());
	}

	@Override
	public void failed(Case failed, int round, Exception cause) {
		this.heard.add(round + " " + failed + " " + cause.getMessage());
	}

	@Override
	public void ended(int round) {
		this.heard.add(String.valueOf(round));
	}

}
