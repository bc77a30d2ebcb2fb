package dev.accelerate.jpa;

import java.time.Instant;

import dev.accelerate.core.Bypass;
import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.core.PersistenceState;
import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.jpa.unkeyed.TenantKeys;
import dev.accelerate.signature.TenantKey;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.tracking.Evidence;
import dev.accelerate.tracking.LoadScope;
import dev.accelerate.tracking.TransactionTracker;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.TransactionException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * {@link PersistenceState} of the Hibernate session that is open on the calling thread.
 * It never opens one.
 */
final class HibernatePersistenceState implements PersistenceState {

	private static final Bypass UNBOUND_SESSION = new Bypass("unbound-session",
			"The call runs in a transaction scope that this persistence unit has not joined yet: read outside it, or in a read-only transaction of this unit");

	private static final Bypass OTHER_SESSION = new Bypass("other-session",
			"The method is code of the application, and a session of another persistence unit is open: call it outside that session");

	private final EntityManagerFactory entityManagerFactory;

	private final MappedTableResolver tables;

	private final @Nullable SessionTracker tracker;

	private final OpenSessionBypass openSession;

	private final LoadWatchFactory watches;

	private final OpenSessionMode inOpenSession;

	private final boolean custom;

	private final boolean restorable;

	private final @Nullable UnitDependencyTracker dependencies;

	private final @Nullable TenantKeys tenants;

	private volatile @Nullable Evidence unkeyed;

	HibernatePersistenceState(EntityManagerFactory entityManagerFactory, SessionFactoryImplementor sessionFactory,
			MappedTableResolver tables, TransactionTracker transactions, boolean routed, @Nullable TenantKeys tenants,
			OpenSessionMode inOpenSession, boolean custom, boolean opaque, boolean readOnly) {
		this.restorable = !custom && !readOnly;
		this.entityManagerFactory = entityManagerFactory;
		this.tables = tables;
		TrackingInspector inspector = TrackingInspector.of(sessionFactory);
		this.tracker = (inspector != null) ? inspector.tracker() : null;
		this.dependencies = (inspector != null) ? inspector.dependencies() : null;
		this.tenants = tenants;
		this.inOpenSession = inOpenSession;
		this.custom = custom;
		this.openSession = new OpenSessionBypass(sessionFactory, this.dependencies, tenants, routed, inOpenSession);
		this.watches = new LoadWatchFactory(transactions, tables, this.tracker, opaque);
	}

	@Override
	public @Nullable TenantKey tenant() {
		return (this.tenants != null) ? this.tenants.current() : null;
	}

	@Override
	public @Nullable Bypass bypass(boolean readWrite, boolean bound, @Nullable TenantKey tenant) {
		Evidence seen = seen();
		if (seen != null || !bound) {
			return (seen != null) ? bypass(seen) : null;
		}
		if (this.custom && isOtherSessionOpen()) {
			return OTHER_SESSION;
		}
		Object resource = TransactionSynchronizationManager.getResource(this.entityManagerFactory);
		SessionImplementor session = BoundSession.of(resource);
		if (session == null) {
			return TransactionSynchronizationManager.isSynchronizationActive() ? UNBOUND_SESSION : null;
		}
		return this.openSession.find(session, resource, tenant, readWrite);
	}

	private static Bypass bypass(Evidence evidence) {
		return new Bypass(evidence.reason(), evidence.remedy());
	}

	private @Nullable Evidence seen() {
		Evidence unkeyed = this.unkeyed;
		return (unkeyed != null || this.dependencies == null) ? unkeyed : this.dependencies.seen().evidence();
	}

	/**
	 * Records why later calls of the method bypass the cache. The reason counts for the
	 * whole unit, unless the method is code of the application: what that does in a
	 * session of its own concerns no other method.
	 */
	@Override
	public void markUnkeyed(Evidence why) {
		this.unkeyed = why;
		if (!this.custom && this.dependencies != null) {
			this.dependencies.seen().record(why);
		}
	}

	/**
	 * Returns whether a session of another unit is open. The load may read through that
	 * session, and so see its entities, its filters and its tenant.
	 */
	private boolean isOtherSessionOpen() {
		Object own = TransactionSynchronizationManager.getResource(this.entityManagerFactory);
		for (Object resource : TransactionSynchronizationManager.getResourceMap().values()) {
			if (resource != own && resource instanceof EntityManagerHolder) {
				return true;
			}
		}
		return false;
	}

	private @Nullable SessionImplementor openSession() {
		return BoundSession.of(TransactionSynchronizationManager.getResource(this.entityManagerFactory));
	}

	@Override
	public boolean managesResults() {
		return this.inOpenSession == OpenSessionMode.MANAGED && openSession() != null;
	}

	@Override
	public boolean holdsConnection() {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return true;
		}
		for (Object resource : TransactionSynchronizationManager.getResourceMap().values()) {
			boolean connected = (resource instanceof EntityManagerHolder holder)
					? BoundSession.isConnected(BoundSession.of(holder)) : BoundResources.mayHoldConnection(resource);
			if (connected) {
				return true;
			}
		}
		return false;
	}

	@Override
	public LoadWatch watch() {
		return this.watches.watch(openSession());
	}

	@Override
	public boolean isRestorable() {
		return this.restorable;
	}

	@Override
	public void restored(Dependencies restored, long loadedAt, Instant lastModified) {
		SessionImplementor session = openSession();
		LoadScope origin = (session != null && this.tracker != null) ? this.tracker.origin(session) : null;
		if (origin != null) {
			origin.include(restored, loadedAt, lastModified);
		}
	}

	@Override
	public Tables tables(Snapshot result) {
		return this.tables.of(result);
	}

	@Override
	public boolean isTransactionTimeout(Exception failure) {
		Throwable root = NestedExceptionUtils.getRootCause(failure);
		// Only the message tells it from other failures of transactions.
		return root instanceof TransactionException
				&& "transaction timeout expired".equalsIgnoreCase(root.getMessage());
	}

}
