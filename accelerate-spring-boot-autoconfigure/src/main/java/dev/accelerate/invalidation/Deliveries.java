package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.accelerate.invalidation.InvalidationChannel.Append;
import dev.accelerate.invalidation.InvalidationListener.Origin;

/**
 * Way of what transactions invalidate, from the announcement before the commit to this
 * node and the logs of databases. What was announced is pending until it is delivered.
 */
final class Deliveries implements AutoCloseable {

	/**
	 * Time between two questions for the outcome of a commit.
	 */
	private static final Duration DECISION = Duration.ofMillis(100);

	private final Consumer<InvalidationRecord> node;

	private final PendingCounts pending;

	private final InvalidationListener listener;

	private final Duration unknownCommit;

	private final Function<Duration, Executor> delayed;

	private volatile boolean closed;

	/**
	 * Creates an instance.
	 * @param node names a record on this node
	 * @param pending where announced records count
	 * @param listener the observer
	 * @param unknownCommit how long a commit with unknown outcome may take to show in the
	 * database; zero if it shows at once or never
	 * @param delayed creates an executor that runs its tasks after a delay
	 */
	Deliveries(Consumer<InvalidationRecord> node, PendingCounts pending, InvalidationListener listener,
			Duration unknownCommit, Function<Duration, Executor> delayed) {
		this.node = node;
		this.pending = pending;
		this.listener = listener;
		this.unknownCommit = unknownCommit;
		this.delayed = delayed;
	}

	/**
	 * Announces a record, which is pending from now on.
	 */
	void announce(InvalidationRecord record) {
		this.pending.add(record, 1);
	}

	/**
	 * Withdraws announced records.
	 */
	void withdraw(List<InvalidationRecord> announced) {
		announced.forEach((record) -> this.pending.add(record, -1));
	}

	/**
	 * Delivers what a committed transaction invalidates.
	 * @param record what it invalidates
	 * @param origin the origin of the invalidation
	 * @param announced the records that were announced, which are withdrawn
	 * @param rows the rows of the transaction in logs
	 * @param untold the logs that have no row of it
	 */
	void deliver(InvalidationRecord record, Origin origin, List<InvalidationRecord> announced, List<Append> rows,
			List<UntoldLog> untold) {
		new Delivery(() -> this.node.accept(record), rows, untold, () -> {
			withdraw(announced);
			this.listener.onAppend(record, origin);
		}, this::retry).run();
	}

	/**
	 * Delivers what a transaction announced whose outcome is unknown: it may have been
	 * committed, or may be committed later. A load that begins now may not see the commit
	 * yet, and its result must not be stored. So the record stays pending until the logs
	 * know the outcome. If there is no row to know it by, it stays pending for as long as
	 * the commit may take to show, and is then delivered once more.
	 * @param record what it invalidates
	 * @param origin the origin of the invalidation
	 * @param announced the records that were announced
	 * @param rows the rows of the transaction in logs
	 * @param untold the logs that have no row of it
	 */
	void deliverUnknown(InvalidationRecord record, Origin origin, List<InvalidationRecord> announced, List<Append> rows,
			List<UntoldLog> untold) {
		this.listener.onUnknownCommit(record);
		if (!rows.isEmpty() && untold.isEmpty()) {
			deliver(record, origin, List.of(), List.of(), List.of());
			later(DECISION, () -> awaitDecision(rows, announced));
		}
		else if (this.unknownCommit.isZero()) {
			deliver(record, origin, announced, rows, untold);
		}
		else {
			later(this.unknownCommit, () -> {
				if (!this.closed) {
					deliver(record, origin, announced, List.of(), untold);
				}
			});
			deliver(record, origin, List.of(), List.of(), untold);
		}
	}

	private void awaitDecision(List<Append> rows, List<InvalidationRecord> announced) {
		if (this.closed) {
			return;
		}
		boolean decided = false;
		try {
			decided = rows.stream().allMatch(Append::isDecided);
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
		if (decided) {
			withdraw(announced);
		}
		else {
			later(DECISION, () -> awaitDecision(rows, announced));
		}
	}

	private void retry(Duration delay, Runnable delivery, RuntimeException failure) {
		later(delay, delivery);
		failed(failure);
	}

	private void later(Duration delay, Runnable task) {
		if (!this.closed) {
			this.delayed.apply(delay).execute(task);
		}
	}

	/**
	 * Records that a log could not be written to, or not be asked.
	 */
	void failed(RuntimeException failure) {
		this.listener.onAppendFailure(failure);
	}

	/**
	 * Stops retrying to deliver.
	 */
	@Override
	public void close() {
		this.closed = true;
	}

}
