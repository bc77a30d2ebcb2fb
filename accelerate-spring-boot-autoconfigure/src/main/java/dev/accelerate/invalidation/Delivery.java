package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.accelerate.invalidation.InvalidationChannel.Append;

/**
 * Delivery of what a committed transaction invalidates: to this node first, and then to
 * each log that has not got it with the commit. The commit stands. So what fails is tried
 * again, and until it succeeds the record stays pending.
 */
final class Delivery implements Runnable {

	private static final Duration FIRST_RETRY = Duration.ofMillis(100);

	private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

	private final Deque<Runnable> steps = new ArrayDeque<>();

	private final Runnable delivered;

	private final Retry retries;

	private Duration retry = FIRST_RETRY;

	/**
	 * Creates a delivery.
	 * @param name names the record on this node
	 * @param rows its rows in logs, which took effect with the commit
	 * @param untold what each log must still be told
	 * @param delivered what to do when all is delivered
	 * @param retries what to do when a step has failed
	 */
	Delivery(Runnable name, List<Append> rows, List<UntoldLog> untold, Runnable delivered, Retry retries) {
		this.delivered = delivered;
		this.retries = retries;
		this.steps.add(name);
		rows.forEach((row) -> this.steps.add(row::committed));
		untold.forEach((log) -> this.steps.add(log::tell));
	}

	/**
	 * Takes the steps that have not been taken.
	 */
	@Override
	public void run() {
		while (!this.steps.isEmpty()) {
			try {
				this.steps.getFirst().run();
			}
			catch (RuntimeException ex) {
				Duration delay = this.retry;
				Duration doubled = delay.multipliedBy(2);
				this.retry = (doubled.compareTo(LONGEST_RETRY) < 0) ? doubled : LONGEST_RETRY;
				this.retries.after(delay, this, ex);
				return;
			}
			this.steps.removeFirst();
		}
		this.delivered.run();
	}

	/**
	 * What to do when a step has failed.
	 */
	@FunctionalInterface
	interface Retry {

		/**
		 * Runs a delivery again after a delay.
		 */
		void after(Duration delay, Runnable delivery, RuntimeException failure);

	}

}
