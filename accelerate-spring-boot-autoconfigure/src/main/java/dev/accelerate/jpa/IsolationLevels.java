package dev.accelerate.jpa;

import java.sql.Connection;
import java.sql.SQLException;

import dev.accelerate.core.OpenTransactions;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Levels at which the transactions of a persistence unit are isolated: what is declared,
 * or else the default of its connections. A connection is asked for that once, because
 * some drivers have to ask the database.
 */
final class IsolationLevels {

	private final OpenTransactions transactions;

	private volatile @Nullable Integer byDefault;

	IsolationLevels(OpenTransactions transactions) {
		this.transactions = transactions;
	}

	/**
	 * Returns whether a session in a transaction may see an older state than the latest.
	 */
	boolean mayBeOlder(SharedSessionContractImplementor session) {
		Integer level = level(session);
		return this.transactions.isIsolationUnknown() || level == null
				|| level >= Connection.TRANSACTION_REPEATABLE_READ;
	}

	/**
	 * Returns whether a session may see what others have not committed.
	 */
	boolean mayBeDirty(SharedSessionContractImplementor session) {
		Integer level = level(session);
		return level == null || level == Connection.TRANSACTION_READ_UNCOMMITTED;
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
	 * What cannot be found out is asked for again the next time.
	 */
	private @Nullable Integer ask(SharedSessionContractImplementor session) {
		try {
			int level = session.getJdbcCoordinator()
				.getLogicalConnection()
				.getPhysicalConnection()
				.getTransactionIsolation();
			this.byDefault = level;
			return level;
		}
		catch (SQLException | RuntimeException ex) {
			return null;
		}
	}

}
