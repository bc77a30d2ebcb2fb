package dev.accelerate.invalidation.table;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * {@link TableListener} that keeps the figures of all channels of an application
 * together: sums, the longest silence and the longest lag.
 */
public final class LogFigures implements TableListener {

	private final List<LogState> channels = new CopyOnWriteArrayList<>();

	private final LongAdder polls = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private final LongAdder rows = new LongAdder();

	private final LongAdder trimmed = new LongAdder();

	@Override
	public void started(LogState channel) {
		this.channels.add(channel);
	}

	@Override
	public void stopped(LogState channel) {
		this.channels.remove(channel);
	}

	@Override
	public void polled(int rows) {
		this.polls.increment();
		this.rows.add(rows);
	}

	@Override
	public void failed() {
		this.failures.increment();
	}

	@Override
	public void trimmed(int rows) {
		this.trimmed.add(rows);
	}

	/**
	 * Returns how many polls have read a log.
	 * @return the number since the start
	 */
	public long polls() {
		return this.polls.sum();
	}

	/**
	 * Returns how many polls have failed.
	 * @return the number since the start
	 */
	public long failures() {
		return this.failures.sum();
	}

	/**
	 * Returns how many rows have been read.
	 * @return the number since the start
	 */
	public long rows() {
		return this.rows.sum();
	}

	/**
	 * Returns how many old rows this instance has deleted.
	 * @return the number since the start
	 */
	public long trimmed() {
		return this.trimmed.sum();
	}

	/**
	 * Returns how old the newest row of a log was when it was read, by the clock of its
	 * database. The log that lags most counts.
	 * @return the time from its insert
	 */
	public Duration lag() {
		return longest(this.channels.stream().map(LogState::lag));
	}

	/**
	 * Returns for how long the most silent log has not been read. One whose polls pause,
	 * because the application reads nothing, is not silent.
	 * @return the time since its last good poll
	 */
	public Duration silence() {
		return longest(this.channels.stream().filter((channel) -> !channel.isPaused()).map(LogState::silence));
	}

	private static Duration longest(Stream<Duration> times) {
		return times.reduce(Duration.ZERO, (one, other) -> (one.compareTo(other) > 0) ? one : other);
	}

	/**
	 * Returns how many ids are missing.
	 * @return the number in all logs
	 */
	public long holes() {
		return this.channels.stream().mapToLong(LogState::holes).sum();
	}

	/**
	 * Returns whether nothing is polled, because the application reads nothing.
	 * @return whether all polls pause
	 */
	public boolean isPaused() {
		return !this.channels.isEmpty() && this.channels.stream().allMatch(LogState::isPaused);
	}

}
