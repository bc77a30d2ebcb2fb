package dev.accelerate.tracking;

import java.util.Objects;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * {@link ConnectionHolder} of a transaction of the persistence provider that tells when
 * plain JDBC code takes the connection of the transaction. What that code writes may not
 * be seen.
 */
final class WatchedConnectionHolder extends ConnectionHolder {

	private final Runnable used;

	private WatchedConnectionHolder(ConnectionHolder holder, Runnable used) {
		super(Objects.requireNonNull(holder.getConnectionHandle()));
		this.used = used;
		if (holder.hasTimeout()) {
			setTimeoutInMillis(holder.getTimeToLiveInMillis());
		}
	}

	/**
	 * Watches a connection that is bound to this thread, if a persistence provider shares
	 * it. The holder of a transaction of plain JDBC is synchronized with that.
	 */
	static void watch(Object key, Object resource, Runnable used) {
		if (resource instanceof ConnectionHolder holder && holder.getConnectionHandle() != null
				&& !holder.isSynchronizedWithTransaction()) {
			TransactionSynchronizationManager.unbindResource(key);
			TransactionSynchronizationManager.bindResource(key, new WatchedConnectionHolder(holder, used));
		}
	}

	/**
	 * Returns whether this thread has a connection that JDBC code may take unnoticed,
	 * such as the one it shares with the persistence provider in a transaction of JTA.
	 */
	static boolean isAnyUnwatched() {
		for (Object resource : TransactionSynchronizationManager.getResourceMap().values()) {
			if (resource instanceof ConnectionHolder && !(resource instanceof WatchedConnectionHolder)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public void requested() {
		this.used.run();
		super.requested();
	}

}
