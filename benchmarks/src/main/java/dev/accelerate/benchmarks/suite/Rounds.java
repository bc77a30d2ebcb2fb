package dev.accelerate.benchmarks.suite;

import java.io.IOException;
import java.util.List;

import org.openjdk.jmh.runner.RunnerException;

/**
 * Rounds of cases. Each round runs every case once, so that whatever slows the machine
 * down for a while slows all of them down, and ratios within a round still hold.
 *
 * @param first the number of the first round
 * @param count how many rounds
 * @param cases the cases of each
 */
public record Rounds(int first, int count, List<Case> cases) {

	public Rounds {
		if (count < 1) {
			throw new IllegalArgumentException("%d rounds: use 1 or more".formatted(count));
		}
		cases = List.copyOf(cases);
	}

	/**
	 * Create rounds from the first one on.
	 * @param count how many rounds
	 * @param cases the cases of each
	 */
	public Rounds(int count, List<Case> cases) {
		this(1, count, cases);
	}

	/**
	 * Run them. A case that fails does not keep the others from running.
	 * @param runner the runner of each case
	 * @param listener who hears how each run ended
	 * @throws IOException if the listener cannot write what it heard
	 */
	public void run(CaseRunner runner, Listener listener) throws IOException {
		for (int round = this.first; round < this.first + this.count; round++) {
			for (Case next : this.cases) {
				try {
					listener.measured(runner.run(next, round));
				}
				catch (RunnerException ex) {
					listener.failed(next, round, ex);
				}
			}
			listener.ended(round);
		}
	}

	/**
	 * Listener to the runs.
	 */
	public interface Listener {

		/**
		 * Hear what a run gave.
		 * @param measurement what it gave
		 */
		void measured(Measurement measurement);

		/**
		 * Hear that a run failed.
		 * @param failed its case
		 * @param round its round
		 * @param cause why
		 */
		void failed(Case failed, int round, Exception cause);

		/**
		 * Hear that all runs of a round have ended.
		 * @param round the round
		 * @throws IOException if it cannot be written
		 */
		default void ended(int round) throws IOException {
		}

	}

}
