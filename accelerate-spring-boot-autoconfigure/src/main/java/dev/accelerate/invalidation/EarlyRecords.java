package dev.accelerate.invalidation;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What is invalidated before the logs of databases have started. It is kept for them.
 */
final class EarlyRecords {

	private InvalidationRecord kept = InvalidationRecord.NONE;

	private volatile boolean over;

	/**
	 * Returns whether nothing is kept any more, because the logs have started.
	 */
	boolean isOver() {
		return this.over;
	}

	/**
	 * Keeps a record, unless the logs have started.
	 * @return whether it is kept
	 */
	synchronized boolean keep(InvalidationRecord record) {
		if (this.over) {
			return false;
		}
		this.kept = this.kept.and(record);
		return true;
	}

	/**
	 * Hands on what is kept, and whatever is kept meanwhile, until there is nothing more.
	 * What cannot be handed on stays.
	 * @param logs records it in the logs
	 */
	void end(Consumer<InvalidationRecord> logs) {
		for (InvalidationRecord next = take(); next != null; next = take()) {
			try {
				logs.accept(next);
			}
			catch (RuntimeException ex) {
				keep(next);
				throw ex;
			}
		}
	}

	private synchronized @Nullable InvalidationRecord take() {
		InvalidationRecord taken = this.kept;
		this.kept = InvalidationRecord.NONE;
		this.over |= taken.isEmpty();
		return taken.isEmpty() ? null : taken;
	}

}
