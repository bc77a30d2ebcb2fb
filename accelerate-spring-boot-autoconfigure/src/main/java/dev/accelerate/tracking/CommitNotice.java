package dev.accelerate.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

import dev.accelerate.invalidation.TransactionWrites;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Notice that Hibernate is about to commit a connection. It is for connections on which
 * plain JDBC code has written what is in no row of the log yet: that is recorded now.
 * Where that fails, Hibernate can tell what the failure means, as it cannot during the
 * COMMIT itself. Each thread knows the connections that it has written on. One that has
 * changed threads is recorded during its COMMIT.
 */
public final class CommitNotice {

	private static final Log logger = LogFactory.getLog(CommitNotice.class);

	private final ThreadSlot<Unrecorded> unrecorded;

	CommitNotice(ThreadStateHolder threads) {
		this.unrecorded = new ThreadSlot<>(threads);
	}

	/**
	 * Adds a connection to those that this thread has written on.
	 * @param recorder records what was written on it
	 */
	public void add(Recorder recorder) {
		present().connections.add(recorder);
	}

	private Unrecorded present() {
		Unrecorded present = this.unrecorded.get();
		if (present == null) {
			present = new Unrecorded();
			this.unrecorded.set(present);
		}
		return present;
	}

	/**
	 * Removes a connection, because it is recorded, or its transaction is over.
	 * @param recorder records what was written on it
	 */
	public void remove(Recorder recorder) {
		Unrecorded present = this.unrecorded.get();
		if (present != null) {
			present.connections.remove(recorder);
		}
	}

	/**
	 * Records what was written on a connection that is about to be committed, if that is
	 * unrecorded.
	 * @param connection the connection, which may be wrapped
	 * @param session what the session has written on it
	 * @throws SQLException if what was written on it cannot be committed
	 */
	public void send(Connection connection, TransactionWrites session) throws SQLException {
		Unrecorded present = this.unrecorded.get();
		Recorder recorder = (present != null && !present.connections.isEmpty()) ? present.find(connection) : null;
		if (recorder != null) {
			recorder.record(session);
		}
	}

	/**
	 * Returns whether what any code writes on a connection is followed.
	 * @param connection the connection, which may be wrapped
	 * @return {@code false} also if that cannot be found out
	 */
	public boolean isFollowed(Connection connection) {
		return present().isFollowed(connection);
	}

	/**
	 * Answers the question which followed connection is behind another one. A connection
	 * calls this whenever it is asked whether it commits by itself, for whatever reason.
	 * @param recorder records what was written on the connection that is asked
	 */
	public void asked(Recorder recorder) {
		Unrecorded present = this.unrecorded.get();
		if (present != null) {
			present.asked(recorder);
		}
	}

	/**
	 * Connections on which one thread has written what is in no row yet. A connection
	 * that is closed by another thread, or never, is left to the garbage collector.
	 */
	private static final class Unrecorded {

		final Set<Recorder> connections = Collections.newSetFromMap(new WeakHashMap<>());

		private boolean asking;

		private boolean followed;

		private @Nullable Recorder answer;

		/**
		 * Returns what is followed behind a connection. It is asked whether it commits by
		 * itself, which wrappers pass on, and a proxy without a connection so far answers
		 * without getting one. What such a question does not reach is recorded during the
		 * COMMIT.
		 */
		@Nullable Recorder find(Connection connection) {
			ask(connection);
			Recorder found = this.answer;
			this.answer = null;
			return found;
		}

		boolean isFollowed(Connection connection) {
			this.followed = false;
			ask(connection);
			this.answer = null;
			return this.followed;
		}

		private void ask(Connection connection) {
			this.asking = true;
			try {
				connection.getAutoCommit();
			}
			catch (SQLException | RuntimeException | LinkageError ex) {
				logger.debug("A connection cannot be asked whether it commits by itself", ex);
			}
			finally {
				this.asking = false;
			}
		}

		void asked(Recorder recorder) {
			if (this.asking) {
				this.followed = true;
				if (this.connections.contains(recorder)) {
					this.answer = recorder;
				}
			}
		}

	}

	/**
	 * Recorder of what was written on one connection.
	 */
	@FunctionalInterface
	public interface Recorder {

		/**
		 * Records what was written, in the transaction itself. If the session has written
		 * something, too, there is one row for both.
		 * @param session what the session has written
		 * @throws SQLException if the transaction cannot commit
		 */
		void record(TransactionWrites session) throws SQLException;

	}

}
