package dev.accelerate.invalidation;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Positions in the logs of databases: how far this node knows each of them, and what it
 * knows of positions that another node has told.
 */
final class LogPositions {

	private final DatabaseLogs logs;

	private final LongSupplier nanos;

	/**
	 * Creates an instance.
	 * @param nanos the monotonic nanoseconds of the node
	 */
	LogPositions(DatabaseLogs logs, LongSupplier nanos) {
		this.logs = logs;
		this.nanos = nanos;
	}

	/**
	 * Returns the position in each log up to which this node has written or heard.
	 */
	List<Position> known() {
		return this.logs.isStarted() ? Arrays.stream(this.logs.all()).map((log) -> log.judge().known()).toList()
				: List.of(Position.UNREACHABLE);
	}

	/**
	 * Returns whether a log has been read up to a position. If it has not, it is read
	 * once. If the position may be one of several logs, each of them has to reach it.
	 */
	boolean reach(Position position) {
		boolean reached = false;
		for (DatabaseLog log : this.logs.all()) {
			if (log.judge().isOf(position)) {
				if (!log.judge().reaches(position)) {
					log.channel().catchUp();
				}
				if (!log.judge().reaches(position)) {
					return false;
				}
				reached = true;
			}
		}
		return reached;
	}

	/**
	 * Returns the positions that are of no present life of any log. A log that has
	 * another life than the one which is known here may have begun it before the position
	 * was taken. So each is asked first, unless all lives are known.
	 */
	List<Position> over(List<Position> positions) {
		if (!this.logs.isStarted() || unknown(positions).isEmpty()) {
			return List.of();
		}
		for (DatabaseLog log : this.logs.all()) {
			long asked = this.nanos.getAsLong();
			log.channel().catchUp();
			if (!log.judge().hasHeardSince(asked)) {
				return List.of();
			}
		}
		return unknown(positions);
	}

	private List<Position> unknown(List<Position> positions) {
		DatabaseLog[] present = this.logs.all();
		return positions.stream()
			.filter((position) -> !position.equals(Position.UNREACHABLE)
					&& Arrays.stream(present).noneMatch((log) -> log.judge().isOf(position)))
			.toList();
	}

}
