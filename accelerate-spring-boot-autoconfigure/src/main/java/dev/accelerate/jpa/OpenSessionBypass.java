package dev.accelerate.jpa;

import java.util.Objects;

import dev.accelerate.core.Bypass;
import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.core.TransactionBypass;
import dev.accelerate.jpa.unkeyed.TenantKeys;
import dev.accelerate.signature.TenantKey;
import dev.accelerate.tracking.Evidence;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.jdbc.internal.LogicalConnectionProvidedImpl;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What makes a read bypass the cache because of the session that is open: the session may
 * show what no key tells, or cannot be given entities now.
 */
final class OpenSessionBypass {

	private static final Bypass BUSY = new Bypass("busy-session",
			"The session is flushing or loading: do not read from an entity callback");

	private static final Bypass OTHER_TENANT = new Bypass("other-tenant",
			"The open session belongs to another tenant, or holds a connection that was routed before: read outside that session");

	private static final Bypass UNFLUSHED = new Bypass("unflushed-changes",
			"The session holds changes that are not in the database yet: read before making them");

	private static final Bypass OPEN_SESSION = new Bypass("open-session",
			"The application chose to read from the database while a session is open, or to get detached copies, "
					+ "which a read-write transaction cannot use (accelerate.entities.in-open-session)");

	private final SessionFactoryImplementor sessionFactory;

	private final @Nullable UnitDependencyTracker dependencies;

	private final @Nullable TenantKeys tenants;

	private final boolean routed;

	private final OpenSessionMode inOpenSession;

	OpenSessionBypass(SessionFactoryImplementor sessionFactory, @Nullable UnitDependencyTracker dependencies,
			@Nullable TenantKeys tenants, boolean routed, OpenSessionMode inOpenSession) {
		this.sessionFactory = sessionFactory;
		this.dependencies = dependencies;
		this.tenants = tenants;
		this.routed = routed;
		this.inOpenSession = inOpenSession;
	}

	/**
	 * Returns why a read bypasses the cache, or {@code null} if the session allows it.
	 * @param session the open session
	 * @param resource what Spring has bound to the thread for it
	 * @param tenant the tenant in the key of the read, or {@code null} if there is none
	 * @param begins whether the read begins a read-write transaction if none is in
	 * progress
	 */
	@Nullable Bypass find(SessionImplementor session, @Nullable Object resource, @Nullable TenantKey tenant, boolean begins) {
		if (this.inOpenSession == OpenSessionMode.BYPASS
				|| (this.inOpenSession == OpenSessionMode.DETACHED && isReadWrite())) {
			return OPEN_SESSION;
		}
		Evidence evidence = SessionInfluence.inOpen(session, TrackingInspector.inspects(session), () -> this.tenants);
		if (evidence != null) {
			return new Bypass(evidence.reason(), evidence.remedy());
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
		boolean flushes = TransactionSynchronizationManager.isActualTransactionActive() ? isReadWrite() : begins;
		if (flushes && UnflushedChanges.mayBeIn(session)) {
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
	 * Returns whether the session may show rows of another tenant than the key of the
	 * call tells. A session keeps the tenant and the connection that it began with,
	 * whereas the key is made of the present ones.
	 */
	private boolean mayBelongToAnotherTenant(SessionImplementor session, @Nullable TenantKey tenant) {
		boolean same = (this.tenants != null) ? this.tenants.of(session).equals(tenant) : isOfCurrentTenant(session);
		return !same || (this.routed && BoundSession.isConnected(session));
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

}
