package dev.accelerate.applications.cluster;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fault during a run.
 */
enum Fault {

	/**
	 * A process is killed at any moment.
	 */
	KILLED,

	/**
	 * A process dies after the last flush, before the row of the log.
	 */
	KILLED_BEFORE_ROW,

	/**
	 * A process dies after the row of the log, before COMMIT.
	 */
	KILLED_BEFORE_COMMIT,

	/**
	 * A process is killed when COMMIT is on its way, before the reply.
	 */
	KILLED_BEFORE_REPLY,

	/**
	 * A process dies after the reply to COMMIT, before it could do anything else.
	 */
	KILLED_AFTER_REPLY,

	/**
	 * A process is stopped for five seconds and goes on.
	 */
	STOPPED,

	/**
	 * A process begins with a clock that is off by a quarter of an hour.
	 */
	CLOCK_OFF,

	/**
	 * The server is shut down and started.
	 */
	SERVER_RESTARTED,

	/**
	 * The server dies and recovers.
	 */
	SERVER_CRASHED,

	/**
	 * All connections of a process are cut.
	 */
	CUT,

	/**
	 * The reply to a COMMIT is lost.
	 */
	REPLY_LOST,

	/**
	 * A connection breaks before COMMIT has reached the server, which gets it later.
	 */
	COMMIT_LATE,

	/**
	 * The table of the log is locked for three seconds.
	 */
	LOG_LOCKED,

	/**
	 * The connections by which a process follows the log hang for four seconds, and all
	 * others if these have no wire of their own.
	 */
	LOG_HANGS;

	/**
	 * Returns the faults whose names match a pattern.
	 */
	static Set<Fault> named(String pattern) {
		return Arrays.stream(values())
			.filter((fault) -> fault.name().matches(pattern))
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class)));
	}

}
