package dev.accelerate.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.accelerate.jpa.unkeyed.UnkeyedDependencyFinder;
import dev.accelerate.tracking.TransactionTracker;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Resolver of the isolation level of a transaction: the declared level, or else the
 * default of the connection. The default is asked for only once, or once for each route,
 * because some drivers have to ask the database for it.
 */
final class IsolationLevelResolver {

	private final TransactionTracker transactions;

	/**
	 * Default of all connections, or {@code null} if it is not known yet, or if
	 * connections differ.
	 */
	private volatile @Nullable Integer byDefault;

	/**
	 * Defaults by URL, where connections are routed.
	 */
	private final Map<String, Integer> byRoute = new ConcurrentHashMap<>();

	IsolationLevelResolver(TransactionTracker transactions) {
		this.transactions = transactions;
	}

	/**
	 * Returns whether a session in a transaction may see a state that is older than the
	 * latest committed one.
	 */
	boolean mayBeOlder(SharedSessionContractImplementor session) {
		Integer level = level(session);
		return this.transactions.isIsolationUnknown() || level == null
				|| level >= Connection.TRANSACTION_REPEATABLE_READ;
	}

	/**
	 * Returns whether a session may see what other transactions have not committed.
	 */
	boolean mayBeDirty(SharedSessionContractImplementor session) {
		Integer level = level(session);
		return level == null || level == Connection.TRANSACTION_READ_UNCOMMITTED;
	}

	/**
	 * Returns whether the transaction in progress declares that it sees what others have
	 * not committed.
	 */
	static boolean isDeclaredDirty() {
		Integer declared = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
		return declared != null && declared == TransactionDefinition.ISOLATION_READ_UNCOMMITTED;
	}

	private @Nullable Integer level(SharedSessionContractImplementor session) {
		Integer declared = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
		if (declared != null && declared != TransactionDefinition.ISOLATION_DEFAULT) {
			return declared;
		}
		Integer known = this.byDefault;
		return (known != null) ? known : ask(session);
	}

	/**
	 * Asks the connection of a session. A failure is not remembered, so the next call
	 * asks again.
	 */
	private @Nullable Integer ask(SharedSessionContractImplementor session) {
		try {
			Connection connection = session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
			if (isOneOfSeveral(session.getFactory())) {
				return ofRoute(connection);
			}
			int level = connection.getTransactionIsolation();
			this.byDefault = level;
			return level;
		}
		catch (SQLException | RuntimeException ex) {
			return null;
		}
	}

	/**
	 * Returns whether connections of a unit may lead to several databases.
	 */
	private static boolean isOneOfSeveral(SessionFactoryImplementor sessionFactory) {
		return sessionFactory.getSessionFactoryOptions().isMultiTenancyEnabled()
				|| UnkeyedDependencyFinder.isRouted(sessionFactory, null);
	}

	private int ofRoute(Connection connection) throws SQLException {
		String url = String.valueOf(connection.getMetaData().getURL());
		Integer known = this.byRoute.get(url);
		if (known != null) {
			return known;
		}
		int level = connection.getTransactionIsolation();
		this.byRoute.put(url, level);
		return level;
	}

}
