package dev.accelerate.tracking;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Notice that a connection is about to be committed. It travels as the question whether
 * the connection wraps this type, which any wrapper passes on. A connection that is
 * followed then records what was written on it. Where that fails, Hibernate can tell what
 * the failure means, as it cannot during the COMMIT itself.
 */
public interface CommitNotice {

	/**
	 * Notifies a connection.
	 * @param connection the connection that is about to be committed
	 * @throws SQLException if what was written on it cannot be committed
	 */
	static void send(Connection connection) throws SQLException {
		connection.isWrapperFor(CommitNotice.class);
	}

	/**
	 * Returns whether a question about wrapped types is a notice.
	 * @param type the type that is asked for
	 * @return whether it is a notice
	 */
	static boolean isSentBy(Object type) {
		return type == CommitNotice.class;
	}

}
