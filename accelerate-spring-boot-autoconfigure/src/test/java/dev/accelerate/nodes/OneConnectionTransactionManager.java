package dev.accelerate.nodes;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.transaction.xa.XAResource;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.jspecify.annotations.Nullable;

/**
 * {@link TransactionManager} of JTA whose transactions have one connection each.
 */
final class OneConnectionTransactionManager implements TransactionManager, UserTransaction, AutoCloseable {

	private final ThreadLocal<@Nullable Joined> current = new ThreadLocal<>();

	private final HikariDataSource pool;

	OneConnectionTransactionManager(HikariDataSource pool) {
		this.pool = pool;
	}

	HikariDataSource pool() {
		return this.pool;
	}

	@Override
	public void close() {
		this.pool.close();
	}

	/**
	 * Returns the connection of the transaction of this thread, if there is one.
	 */
	@Nullable Connection connection() throws SQLException {
		Joined transaction = this.current.get();
		return (transaction != null) ? transaction.connection() : null;
	}

	@Override
	public void begin() {
		this.current.set(new Joined());
	}

	@Override
	public void commit() throws RollbackException, SystemException {
		this.current.get().commit();
	}

	@Override
	public void rollback() throws SystemException {
		this.current.get().rollback();
	}

	@Override
	public void setRollbackOnly() {
		this.current.get().setRollbackOnly();
	}

	@Override
	public int getStatus() {
		Joined transaction = this.current.get();
		return (transaction != null) ? transaction.getStatus() : Status.STATUS_NO_TRANSACTION;
	}

	@Override
	public @Nullable Transaction getTransaction() {
		return this.current.get();
	}

	@Override
	public @Nullable Transaction suspend() {
		Transaction transaction = this.current.get();
		this.current.remove();
		return transaction;
	}

	@Override
	public void resume(Transaction transaction) {
		this.current.set((Joined) transaction);
	}

	@Override
	public void setTransactionTimeout(int seconds) {
	}

	/**
	 * Transaction with its connection.
	 */
	private final class Joined implements Transaction {

		private final List<Synchronization> synchronizations = new ArrayList<>();

		private int status = Status.STATUS_ACTIVE;

		private @Nullable Connection connection;

		Connection connection() throws SQLException {
			Connection open = this.connection;
			if (open == null) {
				open = OneConnectionTransactionManager.this.pool.getConnection();
				open.setAutoCommit(false);
				this.connection = open;
			}
			Connection target = open;
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("close")) {
							return null;
						}
						try {
							return method.invoke(target, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

		@Override
		public void commit() throws RollbackException, SystemException {
			try {
				for (Synchronization synchronization : List.copyOf(this.synchronizations)) {
					synchronization.beforeCompletion();
				}
			}
			catch (RuntimeException ex) {
				rollback();
				throw (RollbackException) new RollbackException("A callback has failed").initCause(ex);
			}
			if (this.status == Status.STATUS_MARKED_ROLLBACK) {
				rollback();
				throw new RollbackException("The transaction is marked");
			}
			end(true);
		}

		@Override
		public void rollback() throws SystemException {
			end(false);
		}

		private void end(boolean commit) throws SystemException {
			try (Connection open = this.connection) {
				if (open != null) {
					if (commit) {
						open.commit();
					}
					else {
						open.rollback();
					}
					open.setAutoCommit(true);
				}
				this.status = commit ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
			}
			catch (SQLException ex) {
				this.status = Status.STATUS_UNKNOWN;
				throw (SystemException) new SystemException("The transaction has not ended").initCause(ex);
			}
			finally {
				OneConnectionTransactionManager.this.current.remove();
				this.synchronizations.forEach((synchronization) -> synchronization.afterCompletion(this.status));
			}
		}

		@Override
		public void setRollbackOnly() {
			this.status = Status.STATUS_MARKED_ROLLBACK;
		}

		@Override
		public int getStatus() {
			return this.status;
		}

		@Override
		public void registerSynchronization(Synchronization synchronization) {
			this.synchronizations.add(synchronization);
		}

		@Override
		public boolean enlistResource(XAResource resource) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean delistResource(XAResource resource, int flag) {
			throw new UnsupportedOperationException();
		}

	}

}
