package dev.accelerate.invalidation.table;

/**
 * Listener for what a {@link TableInvalidationChannel} does, by which it is measured. Of
 * polls it is told by the thread that polls.
 */
interface TableListener {

	/**
	 * Listener that ignores everything.
	 */
	TableListener NONE = new TableListener() {
	};

	/**
	 * Reports that a channel has started.
	 * @param channel its state
	 */
	default void started(LogState channel) {
	}

	/**
	 * Reports that a channel is closed.
	 * @param channel its state
	 */
	default void stopped(LogState channel) {
	}

	/**
	 * Reports a poll.
	 * @param rows how many rows it read
	 */
	default void polled(int rows) {
	}

	/**
	 * Reports that a poll failed, or that the log could not be trusted.
	 */
	default void failed() {
	}

	/**
	 * Reports that ids were missing below one that is there.
	 * @param count how many
	 */
	default void holesOpened(int count) {
	}

	/**
	 * Reports that rows of missing ids were read.
	 * @param count how many
	 */
	default void holesClosed(int count) {
	}

	/**
	 * Reports that old rows were removed.
	 * @param rows how many
	 */
	default void trimmed(int rows) {
	}

}
