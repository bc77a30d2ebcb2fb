package dev.accelerate.invalidation;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * {@link InvalidationLog} of a single JVM. It keeps no records, only the
 * {@link LastPositions} at which they named each mark. Its epoch is random, so that no
 * stamp of another run is valid.
 */
public final class LocalInvalidationLog implements InvalidationLog {

	private final long epoch = new SecureRandom().nextLong();

	private final LastPositions positions = new LastPositions();

	private final Object appending = new Object();

	private final long replicaLag;

	private final LongSupplier nanos;

	/**
	 * Arrivals of records that a replica may not show yet, the oldest first.
	 */
	private final Deque<Arrival> lagging = new ArrayDeque<>();

	/**
	 * Position below which every stamp is invalid.
	 */
	private volatile long floor;

	private volatile long position;

	/**
	 * Creates a log.
	 * @param replicaLag the longest time that a commit may take to show on every replica;
	 * zero if reads see every commit at once
	 * @param nanos the monotonic nanoseconds by which this time is measured
	 */
	public LocalInvalidationLog(Duration replicaLag, LongSupplier nanos) {
		this.replicaLag = replicaLag.toNanos();
		this.nanos = nanos;
	}

	/**
	 * Returns the present stamp. A load may read from a replica that does not show the
	 * latest commits. So records that arrived within the lag count as not yet applied.
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
	 * Appends a record. The marks are set before the position moves. So a load with the
	 * new position began after the record was applied, and a result with an older
	 * position meets the marks.
	 */
	@Override
	public void append(InvalidationRecord record) {
		synchronized (this.appending) {
			long next = this.position + 1;
			if (record.all()) {
				this.floor = next;
			}
			this.positions.mark(record.tags(), next);
			this.positions.mark(record.tables(), next);
			if (this.replicaLag > 0) {
				arrived(next, this.nanos.getAsLong());
			}
			this.position = next;
		}
	}

	/**
	 * Records an arrival. Records that arrive close together count as one arrival, so
	 * there are never more than a few thousand.
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
				&& !this.positions.isNamedAfter(stamp.position(), marks);
	}

	/**
	 * Arrival of one or more records close together.
	 *
	 * @param position the position of the first
	 * @param nanos when the first arrived
	 */
	private record Arrival(long position, long nanos) {

		/**
		 * Returns when a replica shows all of them. The last may have arrived a little
		 * later than the first.
		 */
		long until(long lag) {
			return this.nanos + lag + lag / 1024;
		}

	}

}
