package dev.accelerate.jpa;

import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lookup of the session in a resource that Spring has bound to a thread.
 */
final class BoundSession {

	private BoundSession() {
	}

	/**
	 * Returns the open session of a bound resource, or {@code null} if it holds none.
	 */
	static @Nullable SessionImplementor of(@Nullable Object resource) {
		if (!(resource instanceof EntityManagerHolder holder)) {
			return null;
		}
		try {
			SessionImplementor session = holder.getEntityManager().unwrap(SessionImplementor.class);
			return session.isOpen() ? session : null;
		}
		catch (IllegalStateException ex) {
			// Instead of an entity manager, the holder has an agent without a
			// persistence context.
			return null;
		}
	}

	/**
	 * Returns whether a session is that of the transaction of this thread. Spring unbinds
	 * those of JTA before they commit.
	 */
	static boolean isBound(SharedSessionContractImplementor session) {
		return TransactionSynchronizationManager.getResourceMap()
			.values()
			.stream()
			.anyMatch((resource) -> resource instanceof EntityManagerHolder holder && isOf(holder, session));
	}

	private static boolean isOf(EntityManagerHolder holder, SharedSessionContractImplementor session) {
		try {
			return holder.getEntityManager().unwrap(SharedSessionContractImplementor.class) == session;
		}
		catch (RuntimeException ex) {
			// It is closed, or of another persistence provider.
			return false;
		}
	}

	/**
	 * Returns whether a session holds a connection.
	 * @param session the session, or {@code null} if there is none
	 */
	static boolean isConnected(@Nullable SessionImplementor session) {
		return session != null && session.getJdbcCoordinator().getLogicalConnection().isPhysicallyConnected();
	}

}
