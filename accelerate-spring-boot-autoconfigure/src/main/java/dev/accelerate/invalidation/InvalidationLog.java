package dev.accelerate.invalidation;

/**
 * Ordered log of what became invalid. Positions are consecutive numbers, never clocks.
 * Implementations are thread-safe, and {@link #stamp()} and {@link #isValid} never wait
 * for anything outside this JVM.
 */
public interface InvalidationLog {

	/**
	 * Returns the present stamp. A load takes it before the database transaction it reads
	 * in could have begun.
	 * @return the epoch and the last position applied without a gap
	 */
	Stamp stamp();

	/**
	 * Appends a record. When this method returns, the record is applied on this node.
	 * @param record what became invalid
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6008} if the record could not be written
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

}
