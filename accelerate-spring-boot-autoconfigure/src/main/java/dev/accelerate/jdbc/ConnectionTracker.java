package dev.accelerate.jdbc;

import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;

import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.tracking.CommitNotice;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.invalidation.TransactionalInvalidations;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.JdbcProxyFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tracker of all connections, whatever code uses them. It follows each from its
 * statements to their commit.
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
	 * Creates a tracker.
	 * @param statements the tracker of statements
	 * @param invalidations where writes become pending, and take effect
	 * @param transactions the way to invalidate after the transaction of a thread
	 * @param settings told of every statement, because it may change settings of its
	 * session
	 * @param callers classifies the callers that unwrap connections
	 */
	public ConnectionTracker(StatementTracker statements, Invalidations invalidations,
			TransactionalInvalidations transactions, Consumer<String> settings, UnwrappingCallers callers) {
		this.statements = statements;
		this.invalidations = invalidations;
		this.transactions = transactions;
		this.settings = settings;
		this.callers = callers;
		this.proxies = new StatementProxyFactory(statements);
	}

	/**
	 * Returns a followed connection: the given one if it is followed already.
	 * @param dataSource the data source that it comes from, or {@code null} if that is
	 * not known
	 */
	Connection track(Connection connection, @Nullable Object dataSource) {
		if (isTracked(connection)) {
			return connection;
		}
		ConnectionListener listener = new ConnectionListener(connection,
				new ConnectionWrites(connection, this, dataSource), this.callers, this.invalidations::isRecording);
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
	 * Returns the connection behind a followed one. Any other object is returned as it
	 * is.
	 */
	Object untracked(Object object) {
		return (object instanceof Connection connection && isTracked(connection))
				? ((ProxyJdbcObject) object).getTarget() : object;
	}

	/**
	 * Records that this thread is about to send a statement.
	 */
	InvalidationRecord sending(String sql) {
		this.settings.accept(sql);
		InvalidationRecord record = this.statements.sending(sql);
		if (!record.isEmpty()) {
			this.statements.othersMayWrite();
		}
		return record;
	}

	/**
	 * Records that this thread may send unseen statements from now on.
	 */
	InvalidationRecord sendingUnobserved() {
		this.statements.othersMayWrite();
		return this.statements.sendingUnobserved();
	}

	/**
	 * Returns whether a statement writes rows and does nothing else.
	 */
	boolean isDml(String sql) {
		return this.statements.isDml(sql);
	}

	/**
	 * Returns whether a statement prepares the transaction it is sent in.
	 */
	boolean prepares(String sql) {
		return this.statements.prepares(sql);
	}

	/**
	 * Returns the notice for connections on which something was written that is in no row
	 * of the log yet.
	 */
	CommitNotice commitNotice() {
		return this.statements.commitNotice();
	}

	/**
	 * Returns a new collector of writes.
	 */
	TransactionWrites writes(@Nullable Object dataSource) {
		return new TransactionWrites(this.invalidations, Origin.STATEMENTS, dataSource);
	}

	/**
	 * Returns whether the thread's transaction is none of a session. A session flushes
	 * before it commits, and other connections may commit in the meantime.
	 */
	static boolean isWithoutSession() {
		return TransactionSynchronizationManager.getResourceMap()
			.values()
			.stream()
			.noneMatch((resource) -> resource instanceof EntityManagerHolder holder && isInTransaction(holder));
	}

	private static boolean isInTransaction(EntityManagerHolder holder) {
		try {
			return holder.getEntityManager().isJoinedToTransaction();
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

	/**
	 * Returns a new collector of writes of which other nodes are told elsewhere.
	 */
	TransactionWrites writesOfThisNode() {
		return TransactionWrites.ofThisNode(this.invalidations, Origin.STATEMENTS);
	}

	/**
	 * Adds a record to the transaction of this thread, if there is one. A transaction
	 * over several resources commits without telling the connection.
	 */
	void addToTransactionOfThread(InvalidationRecord record) {
		if (!record.isEmpty() && TransactionalInvalidations.isInTransaction()) {
			this.transactions.submit(record, Origin.STATEMENTS);
		}
	}

}
