package dev.accelerate.invalidation.table;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * When the next poll is due. Other threads may want it sooner, or wait for it. While the
 * application reads nothing, polls pause: there is only one in a while, so that old rows
 * are removed and this instance does not fall behind too far.
 */
final class PollTimer {

	/**
	 * Shortest time between polls that other threads want.
	 */
	private static final long SHORTEST = Duration.ofMillis(10).toNanos();

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final long interval;

	private final long idle;

	private final LongSupplier nanos;

	/**
	 * When the application read something, to the second.
	 */
	private volatile long read;

	private volatile boolean paused;

	private Wish wish = Wish.NONE;

	private boolean closed;

	/**
	 * When the last poll ended.
	 */
	private long ended;

	private long started;

	private long finished;

	/**
	 * Creates a timer by which the first poll is due after an interval.
	 * @param interval the time between polls
	 * @param idle the time after the last read at which polls pause
	 * @param nanos the clock of the reads
	 */
	PollTimer(Duration interval, Duration idle, LongSupplier nanos) {
		this.interval = interval.toNanos();
		this.idle = idle.toNanos();
		this.nanos = nanos;
		this.read = nanos.getAsLong();
		this.ended = System.nanoTime();
	}

	/**
	 * Records that the application reads, which ends a pause.
	 */
	void read(long moment) {
		boolean pausing = this.paused;
		if (pausing || moment - this.read > SECOND) {
			this.read = moment;
			if (pausing) {
				want(Wish.NOW);
			}
		}
	}

	/**
	 * Returns whether polls pause.
	 */
	boolean isPaused() {
		return this.paused;
	}

	/**
	 * Wants a poll, together with all who want one.
	 */
	void want(Wish wanted) {
		this.lock.lock();
		try {
			if (wanted.compareTo(this.wish) > 0) {
				this.wish = wanted;
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until a poll has ended that began after this call, but not for long.
	 */
	void awaitPoll(Duration most) {
		this.lock.lock();
		try {
			long wanted = this.started + 1;
			long left = most.toNanos();
			this.read = this.nanos.getAsLong();
			want(Wish.NOW);
			while (this.finished < wanted && left > 0 && !this.closed) {
				left = this.changed.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until a poll is due.
	 * @param pause how long to wait at least, because the last poll failed
	 * @return whether there is to be one
	 */
	boolean awaitDue(Duration pause) throws InterruptedException {
		this.lock.lock();
		try {
			while (!this.closed) {
				long left = Math.max(delay(), pause.toNanos()) - (System.nanoTime() - this.ended);
				if (left <= 0) {
					break;
				}
				this.changed.awaitNanos(left);
			}
			this.wish = Wish.NONE;
			this.paused = false;
			this.started++;
			return !this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private long delay() {
		this.paused = this.nanos.getAsLong() - this.read > this.idle;
		return switch (this.wish) {
			case NONE -> this.paused ? Math.max(this.idle, this.interval) : this.interval;
			case SOON -> this.paused ? Math.max(this.idle, this.interval) : SHORTEST;
			case ANYWAY -> SHORTEST;
			case NOW -> 0;
		};
	}

	/**
	 * Records that a poll has ended.
	 */
	void finished() {
		this.lock.lock();
		try {
			this.finished = this.started;
			this.ended = System.nanoTime();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How soon a poll is wanted.
	 */
	enum Wish {

		/**
		 * When the interval has passed.
		 */
		NONE,

		/**
		 * In a moment, unless polls pause.
		 */
		SOON,

		/**
		 * In a moment.
		 */
		ANYWAY,

		/**
		 * At once.
		 */
		NOW

	}

}
