package dev.accelerate.invalidation.table;

import java.time.Duration;

/**
 * Present state of a channel, by which it is measured.
 */
interface LogState {

	/**
	 * Returns whether polls pause, because nothing has been read for long.
	 */
	boolean isPaused();

	/**
	 * Returns the time since the last good poll began.
	 */
	Duration silence();

	/**
	 * Returns how old the newest row was when it was read, by the clock of the database.
	 */
	Duration lag();

	/**
	 * Returns how many ids are missing, because their transactions are open or were
	 * rolled back a moment ago.
	 */
	int holes();

}
