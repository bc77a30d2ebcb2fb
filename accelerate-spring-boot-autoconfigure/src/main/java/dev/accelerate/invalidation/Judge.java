package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Judge of results by what one {@link InvalidationChannel} tells. It keeps no records,
 * only the {@link LastPositions} at which they named each mark, how far the channel
 * knows, and since when it has been silent.
 */
final class Judge implements InvalidationChannel.Sink {

	/**
	 * Silence of a channel that always knows everything.
	 */
	static final Duration NEVER_SILENT = Duration.ofNanos(Long.MAX_VALUE);

	private final long replicaLag;

	private final long maxSilence;

	private final LongSupplier nanos;

	/**
	 * Arrivals of records that a replica may not show yet, the oldest first.
	 */
	private final Deque<Arrival> lagging = new ArrayDeque<>();

	private volatile @Nullable Life life;

	/**
	 * Moment at which the channel knew everything. It is read by every hit where the
	 * channel may be silent.
	 */
	private volatile long heard;

	/**
	 * Creates a judge that knows nothing yet.
	 * @param replicaLag the longest time that a commit may take to show on every replica;
	 * zero if reads see every commit at once
	 * @param maxSilence the time for which the judge can be trusted after the channel
	 * knew everything, or {@link #NEVER_SILENT}
	 * @param nanos the monotonic nanoseconds by which these times are measured
	 */
	Judge(Duration replicaLag, Duration maxSilence, LongSupplier nanos) {
		this.replicaLag = replicaLag.toNanos();
		this.maxSilence = maxSilence.toNanos();
		this.nanos = nanos;
		this.heard = nanos.getAsLong() - this.maxSilence;
	}

	@Override
	public void epoch(long epoch, long floor) {
		Life present = this.life;
		if (present != null && present.epoch == epoch) {
			// Ids below the floor may still be open, so nothing is complete by it.
			present.floor = Math.max(present.floor, floor);
			return;
		}
		synchronized (this.lagging) {
			this.lagging.clear();
			if (present != null && this.replicaLag > 0) {
				// What the life before has not told yet may not show on a replica either.
				this.lagging.addLast(new Arrival(floor, this.nanos.getAsLong()));
			}
			this.life = new Life(epoch, floor);
		}
	}

	/**
	 * Records what became invalid. The channel completes a position only after this. So a
	 * load with a stamp of the new position began after the record was applied, and a
	 * result with an older one meets the marks.
	 */
	@Override
	public void named(long position, InvalidationRecord record) {
		Life present = this.life;
		if (present == null) {
			return;
		}
		if (record.all()) {
			present.floor = Math.max(present.floor, position);
		}
		present.positions.mark(record.tags(), position);
		present.positions.mark(record.tables(), position);
		wrote(position);
	}

	@Override
	public void complete(long position) {
		Life present = this.life;
		if (present == null || position <= present.complete) {
			return;
		}
		if (this.replicaLag > 0) {
			synchronized (this.lagging) {
				arrived(present.complete + 1, this.nanos.getAsLong());
				present.complete = position;
			}
		}
		else {
			present.complete = position;
		}
	}

	@Override
	public void heard(long nanos) {
		this.heard = nanos;
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

	/**
	 * Returns whether the channel knew everything not too long ago. While it is silent,
	 * nothing is answered and nothing is stored.
	 * @param now the present in monotonic nanoseconds
	 */
	boolean isTrusted(long now) {
		return this.maxSilence == Long.MAX_VALUE || (this.life != null && now - this.heard < this.maxSilence);
	}

	/**
	 * Returns the present stamp, or {@link Stamp#NEVER} while the judge cannot be
	 * trusted. A load may read from a replica that does not show the latest commits. So
	 * records that arrived within the lag count as not yet complete.
	 * @param next the stamp of the judges after this one, or {@code null} if it is the
	 * last
	 */
	Stamp stamp(@Nullable Stamp next) {
		Life present = this.life;
		if (present == null || (this.maxSilence != Long.MAX_VALUE && !isTrusted(this.nanos.getAsLong()))) {
			return Stamp.NEVER;
		}
		if (this.replicaLag == 0) {
			return new Stamp(present.epoch, present.complete, next);
		}
		synchronized (this.lagging) {
			forgetArrivals(this.nanos.getAsLong());
			Arrival oldest = this.lagging.peekFirst();
			return new Stamp(present.epoch, (oldest != null) ? oldest.position() - 1 : present.complete, next);
		}
	}

	/**
	 * Records that this node has written a record at a position.
	 */
	void wrote(long position) {
		Life present = this.life;
		if (present != null) {
			synchronized (present) {
				present.known = Math.max(present.known, position);
			}
		}
	}

	/**
	 * Returns the position of everything that has been told or written so far.
	 */
	Position known() {
		Life present = this.life;
		return (present != null) ? new Position(present.epoch, Math.max(present.known, present.complete))
				: Position.UNREACHABLE;
	}

	/**
	 * Returns whether a position is of the present life of the log.
	 */
	boolean isOf(Position position) {
		Life present = this.life;
		return present != null && present.epoch == position.epoch();
	}

	/**
	 * Returns whether everything was known at a moment that is not before another.
	 * @param moment the other, in monotonic nanoseconds
	 */
	boolean hasHeardSince(long moment) {
		return this.life != null && this.heard - moment >= 0;
	}

	/**
	 * Returns whether everything up to a position is known.
	 */
	boolean reaches(Position position) {
		Life present = this.life;
		return present != null && present.epoch == position.epoch() && present.complete >= position.position();
	}

	/**
	 * Returns whether a result is still valid, as far as this judge knows.
	 * @param stamp the part of its stamp that is of this judge
	 * @param marks its tags, or the tables it was read from
	 */
	boolean isValid(Stamp stamp, Marks marks) {
		Life present = this.life;
		return present != null && stamp.epoch() == present.epoch && stamp.position() >= present.floor
				&& !present.positions.isNamedAfter(stamp.position(), marks);
	}

	/**
	 * Life of the log.
	 */
	private static final class Life {

		private final long epoch;

		private final LastPositions positions = new LastPositions();

		/**
		 * Position below which every stamp is invalid.
		 */
		private volatile long floor;

		private volatile long complete;

		private volatile long known;

		Life(long epoch, long floor) {
			this.epoch = epoch;
			this.floor = floor;
			this.complete = floor;
			this.known = floor;
		}

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
