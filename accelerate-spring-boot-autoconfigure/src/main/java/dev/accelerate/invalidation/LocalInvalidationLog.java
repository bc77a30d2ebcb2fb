package dev.accelerate.invalidation;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * {@link InvalidationLog} of a single JVM. It keeps no records: what they said is in the
 * {@link LastPositions}. Its epoch is random, so that nothing of another run can be taken
 * for valid.
 */
public final class LocalInvalidationLog implements InvalidationLog {

	private final long epoch = new SecureRandom().nextLong();

	private final LastPositions table = new LastPositions();

	private final Object appending = new Object();

	private final long replicaLag;

	private final LongSupplier nanos;

	/**
	 * Records that a replica may not show yet, the oldest first.
	 */
	private final Deque<Arrival> lagging = new ArrayDeque<>();

	/**
	 * Everything stamped below this is invalid.
	 */
	private volatile long floor;

	private volatile long position;

	/**
	 * Creates a log.
	 * @param replicaLag how long a commit may take to show on every replica, at most;
	 * zero for an application that reads what it writes at once
	 * @param nanos the monotonic nanoseconds by which that is measured
	 */
	public LocalInvalidationLog(Duration replicaLag, LongSupplier nanos) {
		this.replicaLag = replicaLag.toNanos();
		this.nanos = nanos;
	}

	/**
	 * A load may read from a replica, and that may show the database as it was. So what
	 * arrived within the lag counts as not yet applied.
	 */
	@Override
	public Stamp stamp() {
		if (this.replicaLag == 0) {
			return new Stamp(this.epoch, this.position);
		}
		synchronized (this.appending) {
			forgetArrivals(this.nanos.getAsLong());
			Arrival oldest = this.lagging.peekFirst();
			return new Stamp(this.epoch, (oldest != null) ? oldest.position() - 1 : this.position);
		}
	}

	/**
	 * The table is marked before the position moves: whoever stamps a load with the new
	 * position began after the record was applied, and whoever still stamps the old one
	 * finds the mark.
	 */
	@Override
	public void append(InvalidationRecord record) {
		synchronized (this.appending) {
			long next = this.position + 1;
			if (record.all()) {
				this.floor = next;
			}
			this.table.mark(record.tags(), next);
			this.table.mark(record.tables(), next);
			if (this.replicaLag > 0) {
				arrived(next, this.nanos.getAsLong());
			}
			this.position = next;
		}
	}

	/**
	 * Records that arrive close together are kept as one, so that there are never more
	 * than a few thousand.
	 */
	private void arrived(long next, long now) {
		forgetArrivals(now);
		@Nullable Arrival newest = this.lagging.peekLast();
		if (newest != null && now - newest.nanos() < this.replicaLag / 1024) {
			return;
		}
		this.lagging.addLast(new Arrival(next, now));
	}

	private void forgetArrivals(long now) {
		while (!this.lagging.isEmpty() && now - this.lagging.getFirst().until(this.replicaLag) >= 0) {
			this.lagging.removeFirst();
		}
	}

	@Override
	public boolean isValid(Stamp stamp, Marks marks) {
		return stamp.epoch() == this.epoch && stamp.position() >= this.floor
				&& !this.table.isNamedAfter(stamp.position(), marks);
	}

	/**
	 * First of the records that arrived together.
	 *
	 * @param position the position of the first
	 * @param nanos when the first arrived
	 */
	private record Arrival(long position, long nanos) {

		/**
		 * The last of them may have arrived a little later than the first.
		 */
		long until(long lag) {
			return this.nanos + lag + lag / 1024;
		}

	}

}
