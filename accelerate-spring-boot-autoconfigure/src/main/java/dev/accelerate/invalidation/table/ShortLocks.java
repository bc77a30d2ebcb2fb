package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * Transactions of a connection that wait for locks only a moment. Afterwards the
 * connection is as it was.
 */
final class ShortLocks implements AutoCloseable {

	private final Connection connection;

	private final LogDialect dialect;

	private final @Nullable String before;

	ShortLocks(Connection connection, LogDialect dialect) throws SQLException {
		this.connection = connection;
		this.dialect = dialect;
		this.before = timeout();
		connection.setAutoCommit(false);
	}

	private @Nullable String timeout() throws SQLException {
		String query = this.dialect.lockTimeout();
		return (query != null) ? LogDialect.text(this.connection, query) : null;
	}

	/**
	 * Begins a transaction.
	 */
	void begin() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			for (String limit : this.dialect.limitLocks()) {
				statement.execute(limit);
			}
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.rollback();
		this.connection.setAutoCommit(true);
		if (this.before != null) {
			try (Statement statement = this.connection.createStatement()) {
				statement.execute(this.dialect.limitLocks(this.before));
			}
		}
	}

}
