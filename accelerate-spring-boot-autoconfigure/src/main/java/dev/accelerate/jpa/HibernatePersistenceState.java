package dev.accelerate.jpa;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import dev.accelerate.core.Bypass;
import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.core.PersistenceState;
import dev.accelerate.core.TransactionBypass;
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
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.jdbc.internal.LogicalConnectionProvidedImpl;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.ResourceHolderSupport;
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

	private static final Bypass BUSY = new Bypass("busy-session",
			"The session is flushing or loading: do not read from an entity callback");

	private static final Bypass OTHER_TENANT = new Bypass("other-tenant",
			"The open session belongs to another tenant, or holds a connection that was routed before: read outside that session");

	private static final Bypass UNFLUSHED = new Bypass("unflushed-changes",
			"The session holds changes that are not in the database yet: read before making them");

	private static final Bypass OPEN_SESSION = new Bypass("open-session",
			"The application chose to read from the database while a session is open, or to get detached copies, "
					+ "which a read-write transaction cannot use (accelerate.entities.in-open-session)");

	private final EntityManagerFactory entityManagerFactory;

	private final SessionFactoryImplementor sessionFactory;

	private final MappedTableResolver tables;

	private final @Nullable SessionTracker tracker;

	private final TransactionTracker transactions;

	private final boolean routed;

	private final OpenSessionMode inOpenSession;

	private final boolean custom;

	private final boolean opaque;

	private final boolean restorable;

	private final @Nullable UnitDependencyTracker dependencies;

	private final @Nullable TenantKeys tenants;

	private volatile @Nullable Evidence unkeyed;

	HibernatePersistenceState(EntityManagerFactory entityManagerFactory, SessionFactoryImplementor sessionFactory,
			MappedTableResolver tables, TransactionTracker transactions, boolean routed, @Nullable TenantKeys tenants,
			OpenSessionMode inOpenSession, boolean custom, boolean opaque, boolean readOnly) {
		this.restorable = !custom && !readOnly;
		this.entityManagerFactory = entityManagerFactory;
		this.sessionFactory = sessionFactory;
		this.tables = tables;
		TrackingInspector inspector = TrackingInspector.of(sessionFactory);
		this.tracker = (inspector != null) ? inspector.tracker() : null;
		this.dependencies = (inspector != null) ? inspector.dependencies() : null;
		this.transactions = transactions;
		this.routed = routed;
		this.tenants = tenants;
		this.inOpenSession = inOpenSession;
		this.custom = custom;
		this.opaque = opaque;
	}

	@Override
	public @Nullable TenantKey tenant() {
		return (this.tenants != null) ? this.tenants.current() : null;
	}

	@Override
	public @Nullable Bypass bypass(boolean explicit, boolean bound, @Nullable TenantKey tenant) {
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
		if (this.inOpenSession == OpenSessionMode.BYPASS
				|| (this.inOpenSession == OpenSessionMode.DETACHED && isReadWrite())) {
			return OPEN_SESSION;
		}
		Evidence influence = SessionInfluence.inOpen(session, TrackingInspector.inspects(session), () -> this.tenants);
		if (influence != null) {
			return bypass(influence);
		}
		if (mayBelongToAnotherTenant(session, tenant)) {
			return OTHER_TENANT;
		}
		PersistenceContext context = session.getPersistenceContextInternal();
		if (context.isFlushing() || !context.isLoadFinished() || context.getCascadeLevel() > 0) {
			return BUSY;
		}
		if (isInOwnTransaction(session, resource)) {
			return TransactionBypass.UNSEEN;
		}
		if (TransactionSynchronizationManager.isActualTransactionActive() && mayBeOlder(session)) {
			return TransactionBypass.ISOLATION;
		}
		if (isReadWrite() && UnflushedChanges.mayBeIn(session)) {
			return UNFLUSHED;
		}
		return null;
	}

	/**
	 * Returns whether a read-write transaction is in progress. Changes of a detached copy
	 * would be lost in it.
	 */
	private static boolean isReadWrite() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
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
	 * Returns whether the session is in a transaction that Spring does not know, and that
	 * may have written. It was begun on the session itself, or on a connection that was
	 * given to the session.
	 */
	private static boolean isInOwnTransaction(SessionImplementor session, @Nullable Object resource) {
		boolean known = TransactionSynchronizationManager.isActualTransactionActive()
				&& resource instanceof ResourceHolderSupport holder && holder.isSynchronizedWithTransaction();
		return !known && (session.isTransactionInProgress()
				|| session.getJdbcCoordinator().getLogicalConnection() instanceof LogicalConnectionProvidedImpl);
	}

	private boolean mayBeOlder(SessionImplementor session) {
		return this.dependencies == null || this.dependencies.isolation().mayBeOlder(session);
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

	/**
	 * Returns whether the session may show rows of another tenant than the key of the
	 * call tells. A session keeps the tenant and the connection that it began with,
	 * whereas the key is made of the present ones.
	 */
	private boolean mayBelongToAnotherTenant(SessionImplementor session, @Nullable TenantKey tenant) {
		boolean same = (this.tenants != null) ? this.tenants.of(session).equals(tenant) : isOfCurrentTenant(session);
		return !same || (this.routed && isConnected(session));
	}

	/**
	 * Returns whether a session has the present tenant, if only what the application
	 * contributes to the key tells that one. Without a resolver no key names a tenant, so
	 * any tenant of a session counts as another. A resolver that fails does not concern a
	 * session that is open already.
	 */
	private boolean isOfCurrentTenant(SessionImplementor session) {
		CurrentTenantIdentifierResolver<Object> resolver = this.sessionFactory.getSessionFactoryOptions()
			.getCurrentTenantIdentifierResolver();
		try {
			Object current = (resolver != null) ? resolver.resolveCurrentTenantIdentifier() : null;
			return Objects.equals(session.getTenantIdentifierValue(), current);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	@Override
	public boolean managesResults() {
		return this.inOpenSession == OpenSessionMode.MANAGED
				&& BoundSession.of(TransactionSynchronizationManager.getResource(this.entityManagerFactory)) != null;
	}

	@Override
	public boolean holdsConnection() {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return true;
		}
		for (Object resource : TransactionSynchronizationManager.getResourceMap().values()) {
			boolean connected = (resource instanceof EntityManagerHolder holder) ? isConnected(BoundSession.of(holder))
					: BoundResources.mayHoldConnection(resource);
			if (connected) {
				return true;
			}
		}
		return false;
	}

	private static boolean isConnected(@Nullable SessionImplementor session) {
		return session != null && session.getJdbcCoordinator().getLogicalConnection().isPhysicallyConnected();
	}

	@Override
	public LoadWatch watch() {
		SessionImplementor session = BoundSession
			.of(TransactionSynchronizationManager.getResource(this.entityManagerFactory));
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
				if (HibernatePersistenceState.this.transactions.writes() != writes || mayHaveWritten()) {
					return false;
				}
				return !held.mayBeIn(result, HibernatePersistenceState.this.opaque)
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

	@Override
	public boolean isRestorable() {
		return this.restorable;
	}

	@Override
	public void restored(Dependencies restored, long loadedAt, Instant lastModified) {
		SessionImplementor session = BoundSession
			.of(TransactionSynchronizationManager.getResource(this.entityManagerFactory));
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
