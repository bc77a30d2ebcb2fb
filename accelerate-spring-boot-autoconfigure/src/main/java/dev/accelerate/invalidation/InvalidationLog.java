package dev.accelerate.invalidation;

import java.util.List;

/**
 * What a node knows of invalidations, in the order in which it learned of them. Positions
 * are numbers that grow within one life of a log, with gaps or without, and never clocks.
 * Implementations are thread-safe. Only {@link #reaches} and {@link #over} may wait for
 * something outside this JVM.
 */
public interface InvalidationLog {

	/**
	 * Returns the present stamp. A load takes it before the database transaction it reads
	 * in could have begun.
	 * @return the stamp; {@link Stamp#NEVER} while it is not known what other nodes
	 * invalidate
	 */
	Stamp stamp();

	/**
	 * Names a record on this node. When this method returns, the record is applied.
	 * @param record what became invalid
	 */
	void append(InvalidationRecord record);

	/**
	 * Returns whether a result with a stamp is still valid.
	 * @param stamp the stamp of the result
	 * @param marks its tags, or the tables it was read from
	 * @return {@code false} if the stamp is of another epoch or {@link Stamp#NEVER}, or
	 * if a later record named one of the marks or everything
	 */
	boolean isValid(Stamp stamp, Marks marks);

	/**
	 * Has the rows of records kept from now on. Until then, no result that depends on
	 * rows is valid.
	 * @param slots the most slots for them, a power of two
	 * @return whether rows are kept; results must not depend on them otherwise
	 */
	default boolean trackRows(int slots) {
		return false;
	}

	/**
	 * Returns whether a result with a stamp is still valid, as far as rows are concerned.
	 * @param stamp the stamp of the result
	 * @param rows the rows that it depends on
	 * @return {@code false} if a later record named one of the rows, or did not know
	 * which rows of their tables were written
	 */
	default boolean isValid(Stamp stamp, RowMarks rows) {
		return false;
	}

	/**
	 * Returns whether a row seems to have been named, only because other rows share its
	 * slots.
	 * @param stamp the stamp of a result that depends on the row
	 * @param mark the mark of the row
	 * @return whether the result is invalid by mistake, as far as is known
	 */
	default boolean isCollision(Stamp stamp, long mark) {
		return false;
	}

	/**
	 * Returns how often a result was judged invalid, only because other rows share the
	 * slots of its own.
	 * @return the number since rows are kept
	 */
	default long collisions() {
		return 0;
	}

	/**
	 * Returns whether it is known what other nodes invalidate. While it is not, no result
	 * is valid.
	 * @param now the present, in the monotonic nanoseconds of the node
	 * @return whether results can be judged
	 */
	default boolean isTrusted(long now) {
		return true;
	}

	/**
	 * Returns the positions of everything that this node has invalidated, or has heard
	 * of, so far.
	 * @return a position for each log by which nodes are told
	 */
	default List<Position> positions() {
		return List.of(Position.UNREACHABLE);
	}

	/**
	 * Returns whether everything up to some positions is known here. If it is not, the
	 * logs are asked once, which may take a moment.
	 * @param positions positions that some node has returned
	 * @return {@code false} also if a log is not known here, or has another epoch
	 */
	default boolean reaches(List<Position> positions) {
		return false;
	}

	/**
	 * Returns the positions of lives of logs that have ended, so that no node has results
	 * of them. Unless all positions are of lives that are known here, each log is asked
	 * once, which may take a moment.
	 * @param positions positions that some node has returned
	 * @return those of which it is known
	 */
	default List<Position> over(List<Position> positions) {
		return List.of();
	}

}
