package dev.accelerate.jpa;

import java.sql.SQLException;
import java.util.Set;

import dev.accelerate.core.PersistenceState.LoadWatch;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.tracking.LoadScope;
import dev.accelerate.tracking.TransactionTracker;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Factory of the watches of loads. Each finds out whether a load wrote something, and
 * whether its result shows the database: what the session held before may be older, or
 * changed.
 */
final class LoadWatchFactory {

	private final TransactionTracker transactions;

	private final MappedTableResolver tables;

	private final @Nullable SessionTracker tracker;

	private final boolean opaque;

	LoadWatchFactory(TransactionTracker transactions, MappedTableResolver tables, @Nullable SessionTracker tracker,
			boolean opaque) {
		this.transactions = transactions;
		this.tables = tables;
		this.tracker = tracker;
		this.opaque = opaque;
	}

	/**
	 * Begins to watch a load.
	 * @param session the open session, or {@code null} if the load opens its own
	 */
	LoadWatch watch(@Nullable SessionImplementor session) {
		long writes = this.transactions.writes();
		if (session == null) {
			return (result, load) -> this.transactions.writes() == writes && !mayHaveWritten();
		}
		if (mayBeInUnseenTransaction(session)
				|| (this.tracker != null && this.tracker.isInUnseenTransaction(session))) {
			return (result, load) -> false;
		}
		HeldEntities held = HeldEntities.of(session);
		Runnable restore = SecondLevelCacheBypass.begin(session);
		return new LoadWatch() {

			@Override
			public void end() {
				restore.run();
			}

			@Override
			public boolean isStorable(Snapshot result, LoadScope load) {
				if (LoadWatchFactory.this.transactions.writes() != writes || mayHaveWritten()) {
					return false;
				}
				return !held.mayBeIn(result, LoadWatchFactory.this.opaque)
						|| isStorableWith(held, result, session, load);
			}

		};
	}

	/**
	 * Returns whether a result may be stored although entities in it were held before.
	 * They are not older than the session, or than the entries of the cache that it was
	 * given, and must still be as they were read.
	 */
	private boolean isStorableWith(HeldEntities held, Snapshot result, SessionImplementor session, LoadScope load) {
		LoadScope origin = (this.tracker != null) ? this.tracker.origin(session) : null;
		if (origin == null || load.dependencies().tables().isEmpty()
				|| !(this.opaque ? held.areUnchanged(session) : held.areUnchangedIn(result, session))) {
			return false;
		}
		load.includeOrigin(origin);
		load.depend(this.tables.of(this.opaque ? held.entityNames() : Set.of(), HeldEntities.loadedRoles(session)));
		return true;
	}

	/**
	 * Returns whether a transaction in progress has written. Plain JDBC code may have
	 * done so unseen.
	 */
	private boolean mayHaveWritten() {
		return this.transactions.current()
			.stream()
			.anyMatch((transaction) -> transaction.isWriting() && transaction.isTouched());
	}

	/**
	 * Returns whether the connection may be in a transaction that began unseen. Without
	 * auto-commit, even a connection that was used outside a transaction is in one.
	 */
	private static boolean mayBeInUnseenTransaction(SessionImplementor session) {
		LogicalConnectionImplementor connection = session.getJdbcCoordinator().getLogicalConnection();
		if (!connection.isPhysicallyConnected() || TransactionSynchronizationManager.isActualTransactionActive()) {
			return false;
		}
		try {
			return !connection.getPhysicalConnection().getAutoCommit();
		}
		catch (SQLException ex) {
			return true;
		}
	}

}
