package dev.accelerate.invalidation;

import java.sql.Connection;

import org.jspecify.annotations.Nullable;

/**
 * Carrier of the records of one database, from the transactions that write to the nodes
 * that cache. It does not judge: it tells its {@link Sink} what was recorded, and how far
 * it knows. Implementations are thread-safe.
 *
 * <p>
 * A node names its own committed records itself, at the moment of the commit. So a
 * channel between nodes tells its sink only of the records of other nodes, and of own
 * records whose commit had no reply.
 */
public interface InvalidationChannel extends AutoCloseable {

	/**
	 * Starts to tell a sink what is recorded. The sink is told the epoch first, before
	 * this method returns.
	 * @param sink the sink, called by one thread at a time
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6001} if the channel cannot be set up as
	 * configured
	 */
	void start(Sink sink);

	/**
	 * Writes a record so that it takes effect if the transaction commits, and only then.
	 * @param record what became invalid, not empty
	 * @param transaction the connection of a transaction that has sent all its writes and
	 * is about to commit; {@code null} to record on a connection of the channel's own, so
	 * that the record has taken effect when this method returns
	 * @return the record, whose outcome is to be told
	 * @throws ChannelClosedException if the channel is not open; the transaction can go
	 * on then, with another channel of the same log
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6008} if the record could not be written; the
	 * transaction must not commit then
	 */
	Append prepare(InvalidationRecord record, @Nullable Connection transaction);

	/**
	 * Returns whether another channel, which has been started before, carries the records
	 * of the very same log. It is asked only if both have told the same epoch, which a
	 * copy of a log has as well. What is not proved is not shared.
	 * @param other the other channel
	 * @return whether a record that is written by one of them is read by both
	 */
	default boolean sharesLog(InvalidationChannel other) {
		return false;
	}

	/**
	 * Asks once for what has been recorded, and waits for the answer, but not for long.
	 */
	default void catchUp() {
	}

	/**
	 * Records that a result is judged or loaded. A channel that asks for records may rest
	 * while none is. This is called for every hit, and must cost next to nothing.
	 * @param now the present, in the monotonic nanoseconds of the node
	 */
	default void read(long now) {
	}

	/**
	 * Returns whether a statement is one by which the channel writes a record in a
	 * transaction. Such a statement is no write of the application.
	 * @param sql the statement
	 * @return whether the channel sends it
	 */
	default boolean sends(String sql) {
		return false;
	}

	@Override
	void close();

	/**
	 * Record that was written and whose transaction has not ended yet.
	 */
	interface Append {

		/**
		 * Returns the position of the record.
		 * @return the position, comparable within an epoch; negative while the channel
		 * has not given it one
		 */
		long position();

		/**
		 * Records that the transaction was committed, and that this node has named the
		 * record itself. Until this is called, the channel counts the record as one of
		 * another node.
		 */
		void committed();

		/**
		 * Returns whether the outcome of the transaction is known to the channel. It is
		 * asked only if the commit had no reply, and again until it is known. The channel
		 * may do something to find out.
		 * @return whether the record either was told to the sink or will never take
		 * effect
		 */
		boolean isDecided();

	}

	/**
	 * Receiver of what a channel knows.
	 */
	interface Sink {

		/**
		 * Begins a life of the log, or reports a gap in it.
		 * @param epoch the life; positions of different lives cannot be compared
		 * @param floor the position below which nothing can be judged
		 */
		void epoch(long epoch, long floor);

		/**
		 * Reports a record. Records may come in any order, and more than once.
		 * @param position the position of the record
		 * @param record what became invalid
		 */
		void named(long position, InvalidationRecord record);

		/**
		 * Reports that every record up to a position was named, and that a load which
		 * begins now sees the commits of all of them.
		 * @param position the position
		 */
		void complete(long position);

		/**
		 * Reports that at a moment nothing was recorded beyond what the sink has been
		 * told.
		 * @param nanos the moment, in the monotonic nanoseconds of the node
		 */
		void heard(long nanos);

	}

}
