package dev.accelerate.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Notice that Hibernate is about to commit a connection. It is for connections on which
 * plain JDBC code has written what is in no row of the log yet: that is recorded now.
 * Where that fails, Hibernate can tell what the failure means, as it cannot during the
 * COMMIT itself.
 */
public final class CommitNotice {

	private static final Log logger = LogFactory.getLog(CommitNotice.class);

	private final Set<Recorder> unrecorded = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final ThreadSlot<Recorder> answer;

	CommitNotice(ThreadStateHolder threads) {
		this.answer = new ThreadSlot<>(threads);
	}

	/**
	 * Adds a connection.
	 * @param recorder records what was written on it
	 */
	public void add(Recorder recorder) {
		this.unrecorded.add(recorder);
	}

	/**
	 * Removes a connection, because it is recorded, or its transaction is over.
	 * @param recorder records what was written on it
	 */
	public void remove(Recorder recorder) {
		this.unrecorded.remove(recorder);
	}

	/**
	 * Records what was written on a connection that is about to be committed, if that is
	 * unrecorded.
	 * @param connection the connection, which may be wrapped
	 * @throws SQLException if what was written on it cannot be committed
	 */
	public void send(Connection connection) throws SQLException {
		Recorder recorder = this.unrecorded.isEmpty() ? null : find(connection);
		if (recorder != null) {
			recorder.record();
		}
	}

	/**
	 * Returns what is followed behind a connection. That is asked for by the question
	 * whether it wraps this type, which any wrapper passes on. Drivers and pools that
	 * cannot be asked are recorded during the COMMIT.
	 */
	private @Nullable Recorder find(Connection connection) {
		try {
			connection.isWrapperFor(CommitNotice.class);
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			logger.debug("A connection cannot be asked what it wraps", ex);
		}
		Recorder found = this.answer.get();
		this.answer.set(null);
		return found;
	}

	/**
	 * Answers a question about wrapped types if it asks for unrecorded connections.
	 * @param type the type that is asked for
	 * @param recorder records what was written on the connection that is asked
	 */
	public void asked(@Nullable Object type, Recorder recorder) {
		if (type == CommitNotice.class && this.unrecorded.contains(recorder)) {
			this.answer.set(recorder);
		}
	}

	/**
	 * Recorder of what was written on one connection.
	 */
	@FunctionalInterface
	public interface Recorder {

		/**
		 * Records what was written, in the transaction itself.
		 * @throws SQLException if the transaction cannot commit
		 */
		void record() throws SQLException;

	}

}
