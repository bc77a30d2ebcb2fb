package dev.accelerate.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Measurement;
import dev.accelerate.benchmarks.suite.Rounds;
import dev.accelerate.benchmarks.suite.Score;

/**
 * Listener that collects what was measured, and tells one line for each run.
 */
class Progress implements Rounds.Listener {

	private final List<Measurement> measurements = new ArrayList<>();

	private final Rounds rounds;

	private final PrintStream out;

	private final LongSupplier nanos;

	private final long begin;

	private Duration done = Duration.ZERO;

	private int runs;

	private boolean failed;

	Progress(Rounds rounds, PrintStream out, LongSupplier nanos) {
		this.rounds = rounds;
		this.out = out;
		this.nanos = nanos;
		this.begin = nanos.getAsLong();
	}

	@Override
	public void measured(Measurement measurement) {
		this.measurements.add(measurement);
		StringBuilder scores = new StringBuilder(text(measurement.primary()));
		Score allocation = measurement.secondary().get(Score.ALLOCATION);
		if (allocation != null) {
			scores.append(", ").append(text(allocation));
		}
		tell(measurement.ofCase(), measurement.round(), scores.toString());
	}

	@Override
	public void failed(Case failed, int round, Exception cause) {
		this.failed = true;
		tell(failed, round, "FAILED, its log tells why: " + cause.getMessage());
	}

	private void tell(Case told, int round, String outcome) {
		this.done = this.done.plus(told.estimate());
		this.runs++;
		this.out.printf("[round %d of %d, case %d of %d] %s: %s; %s%n", round, this.rounds.count(),
				(this.runs - 1) % this.rounds.cases().size() + 1, this.rounds.cases().size(), told, outcome, left());
	}

	/**
	 * Tell the time that is left, by how wrong the estimates have been so far.
	 */
	private String left() {
		Duration all = this.rounds.cases()
			.stream()
			.map(Case::estimate)
			.reduce(Duration.ZERO, Duration::plus)
			.multipliedBy(this.rounds.count());
		double slower = (double) (this.nanos.getAsLong() - this.begin) / this.done.toNanos();
		long seconds = Math.round(all.minus(this.done).toNanos() * slower / 1e9);
		return (seconds < 90) ? seconds + " s left" : Math.round(seconds / 60.0) + " min left";
	}

	private static String text(Score score) {
		return String.format(Locale.ROOT, "%,.1f %s", score.value(), score.unit());
	}

	List<Measurement> measurements() {
		return List.copyOf(this.measurements);
	}

	boolean isFailed() {
		return this.failed;
	}

}
