package dev.accelerate.jdbc;

import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;

import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.invalidation.TransactionalInvalidations;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.JdbcProxyFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;

/**
 * Tracking of connections, whoever uses them: each is followed from its statements to
 * their commit.
 */
public final class ConnectionTracker {

	private final StatementTracker statements;

	private final Invalidations invalidations;

	private final TransactionalInvalidations transactions;

	private final Consumer<String> settings;

	private final UnwrappingCallers callers;

	private final JdbcProxyFactory proxies;

	ConnectionTracker(StatementTracker statements, Invalidations invalidations, TransactionalInvalidations transactions,
			Consumer<String> settings) {
		this(statements, invalidations, transactions, settings, new UnwrappingCallers(List.of(), (caller) -> true));
	}

	/**
	 * Creates a tracking.
	 * @param statements the tracker of statements
	 * @param invalidations where writes become pending, and invalid
	 * @param transactions the way to invalidate after the transaction of a thread
	 * @param settings told of every statement, in case it sets up the session it is sent
	 * in
	 * @param callers judges those who unwrap connections
	 */
	public ConnectionTracker(StatementTracker statements, Invalidations invalidations,
			TransactionalInvalidations transactions, Consumer<String> settings, UnwrappingCallers callers) {
		this.statements = statements;
		this.invalidations = invalidations;
		this.transactions = transactions;
		this.settings = settings;
		this.callers = callers;
		this.proxies = new TrackedStatements(statements);
	}

	/**
	 * Returns a connection that is followed, which is the same if it is already.
	 */
	Connection track(Connection connection) {
		if (isTracked(connection)) {
			return connection;
		}
		ConnectionListener listener = new ConnectionListener(connection, new ConnectionWrites(connection, this),
				this.callers);
		ProxyConfig config = ProxyConfig.Builder.create()
			.jdbcProxyFactory(this.proxies)
			.methodListener(listener)
			.queryListener(listener)
			.build();
		return this.proxies.createConnection(connection, new ConnectionInfo(), config);
	}

	private boolean isTracked(Connection connection) {
		return connection instanceof ProxyJdbcObject proxy
				&& proxy.getProxyConfig().getJdbcProxyFactory() == this.proxies;
	}

	/**
	 * Returns what is behind a connection that is followed.
	 */
	Object untracked(Object object) {
		return (object instanceof Connection connection && isTracked(connection))
				? ((ProxyJdbcObject) object).getTarget() : object;
	}

	/**
	 * Note that this thread is about to send a statement.
	 */
	InvalidationRecord sending(String sql) {
		this.settings.accept(sql);
		return this.statements.sending(sql);
	}

	/**
	 * Records that this thread may send statements from now on that nobody sees.
	 */
	InvalidationRecord sendingUnseen() {
		return this.statements.sendingUnseen();
	}

	/**
	 * Returns whether a statement prepares the transaction it is sent in.
	 */
	boolean prepares(String sql) {
		return this.statements.prepares(sql);
	}

	/**
	 * Returns an account of writes.
	 */
	TransactionWrites writes() {
		return new TransactionWrites(this.invalidations, Origin.STATEMENTS);
	}

	/**
	 * Notes that a record may take effect with the transaction of this thread, if there
	 * is one: a transaction over several resources commits without telling the
	 * connection.
	 */
	void addToTransactionOfThread(InvalidationRecord record) {
		if (!record.isEmpty() && TransactionalInvalidations.isInTransaction()) {
			this.transactions.submit(record, Origin.STATEMENTS);
		}
	}

}
