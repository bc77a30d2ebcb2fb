package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Listener to one connection that tells its {@link ConnectionWrites} what happens.
 */
final class ConnectionListener implements MethodExecutionListener, QueryExecutionListener {

	private static final Log logger = LogFactory.getLog(ConnectionListener.class);

	private final Connection connection;

	private final ConnectionWrites writes;

	private final UnwrappingCallers callers;

	private final Predicate<String> recording;

	/**
	 * Fetch size that the statement in execution has for the next time.
	 */
	private int fetchSize;

	ConnectionListener(Connection connection, ConnectionWrites writes, UnwrappingCallers callers,
			Predicate<String> recording) {
		this.recording = recording;
		this.connection = connection;
		this.writes = writes;
		this.callers = callers;
	}

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		if (isRecording(queries)) {
			return;
		}
		try {
			this.writes.executing(queries.stream().map(QueryInfo::getQuery).toList(), isUpdatable(execution));
			if (this.writes.isInTransactionOfItsOwn()) {
				fetchAll(execution.getStatement());
			}
		}
		catch (SQLException ex) {
			throwUnchanged(ex);
		}
	}

	/**
	 * Has a statement that returns what it writes fetch all of it at once, as drivers do
	 * that are in auto-commit.
	 */
	private void fetchAll(Statement statement) throws SQLException {
		try {
			int size = statement.getFetchSize();
			if (size != 0) {
				statement.setFetchSize(0);
				this.fetchSize = size;
			}
		}
		catch (SQLException | RuntimeException ex) {
			// The statement is not executed, and so not reported to have failed.
			try {
				this.writes.executed(false, ex);
			}
			catch (SQLException | RuntimeException another) {
				ex.addSuppressed(another);
			}
			throw ex;
		}
	}

	@Override
	public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		if (isRecording(queries)) {
			return;
		}
		Object result = execution.getResult();
		restoreFetchSize(execution.getStatement());
		try {
			this.writes.executed(result instanceof ResultSet || Boolean.TRUE.equals(result), execution.getThrowable());
		}
		catch (SQLException ex) {
			throwUnchanged(ex);
		}
	}

	/**
	 * Has a statement fetch as it did before. If that fails, it fetches all at once the
	 * next time, too.
	 */
	private void restoreFetchSize(Statement statement) {
		if (this.fetchSize != 0) {
			try {
				statement.setFetchSize(this.fetchSize);
			}
			catch (SQLException ex) {
				logger.debug("A statement goes on fetching all at once", ex);
			}
			this.fetchSize = 0;
		}
	}

	/**
	 * Returns whether the cache itself sends the statement, to record the writes of the
	 * transaction.
	 */
	private boolean isRecording(List<QueryInfo> queries) {
		return queries.size() == 1 && this.recording.test(queries.get(0).getQuery());
	}

	/**
	 * Throws an exception that the methods of JDBC declare, and those of a listener do
	 * not.
	 */
	@SuppressWarnings("unchecked")
	private static <E extends Throwable> void throwUnchanged(Throwable failure) throws E {
		throw (E) failure;
	}

	private static boolean isUpdatable(ExecutionInfo execution) {
		Statement statement = execution.getStatement();
		try {
			return !execution.isBatch() && statement.getResultSetConcurrency() == ResultSet.CONCUR_UPDATABLE;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	@Override
	public void beforeMethod(MethodExecutionContext call) {
		if (call.getTarget() != this.connection) {
			return;
		}
		try {
			switch (call.getMethod().getName()) {
				case "commit" -> this.writes.committing();
				case "getAutoCommit" -> this.writes.asked();
				case "close", "abort" -> this.writes.closing();
				case "setAutoCommit" -> {
					if (Boolean.TRUE.equals(call.getMethodArgs()[0])) {
						this.writes.switchingToAutoCommit();
					}
				}
				default -> {
				}
			}
		}
		catch (SQLException ex) {
			throwUnchanged(ex);
		}
	}

	@Override
	public void afterMethod(MethodExecutionContext call) {
		if (call.getMethod().getName().equals("unwrap")) {
			// This includes the unwrapping of a statement, because it leads to the
			// driver's connection.
			unwrapped(call);
			return;
		}
		if (call.getTarget() != this.connection) {
			return;
		}
		switch (call.getMethod().getName()) {
			case "commit" -> this.writes.committed(call.getThrown());
			case "close", "abort" -> this.writes.closed();
			case "setAutoCommit" -> this.writes.switchedToAutoCommit(call.getThrown());
			case "rollback" -> {
				if (call.getMethod().getParameterCount() == 0) {
					this.writes.rolledBack();
				}
			}
			default -> {
			}
		}
	}

	private void unwrapped(MethodExecutionContext call) {
		if (call.getThrown() == null && !(call.getResult() instanceof ProxyJdbcObject) && this.callers.isSuspect()) {
			this.writes.unwrapped();
		}
	}

}
