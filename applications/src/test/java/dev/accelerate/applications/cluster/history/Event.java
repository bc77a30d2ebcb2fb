package dev.accelerate.applications.cluster.history;

import java.util.List;

/**
 * What a process has done. Times are of the monotonic clock, which all processes of a
 * machine share.
 */
public sealed interface Event {

	/**
	 * Write that has been acknowledged to the application.
	 *
	 * @param kind how it was done
	 * @param revisions what it wrote
	 * @param acknowledged when that was known
	 */
	record Write(WriteKind kind, List<Revision> revisions, long acknowledged) implements Event {

	}

	/**
	 * Read.
	 *
	 * @param kind how it was done
	 * @param revisions what it returned
	 * @param required what it must not be older than, because of a token
	 * @param begin when it began
	 * @param end when it returned
	 * @param hit whether the cache answered
	 */
	record Read(ReadKind kind, List<Revision> revisions, List<Revision> required, long begin, long end,
			boolean hit) implements Event {

	}

	/**
	 * Operation that failed.
	 *
	 * @param write whether it was to write
	 * @param kind which of the writes or reads
	 */
	record Failure(boolean write, int kind) implements Event {

	}

}
