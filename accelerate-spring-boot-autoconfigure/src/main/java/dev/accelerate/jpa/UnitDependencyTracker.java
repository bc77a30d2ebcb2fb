package dev.accelerate.jpa;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.accelerate.core.UnkeyedDependency;
import dev.accelerate.jpa.unkeyed.RewrittenStatement;
import dev.accelerate.jpa.unkeyed.TenantKeys;
import dev.accelerate.jpa.unkeyed.UnkeyedDependencyFinder;
import dev.accelerate.tracking.Evidence;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.SeenDependency;
import dev.accelerate.tracking.SessionSettings;
import dev.accelerate.tracking.TransactionTracker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.cfg.PersistenceSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tracker of what the results of one persistence unit depend on besides their queries, as
 * far as its sessions and statements show it.
 */
public final class UnitDependencyTracker {

	private static final Log logger = LogFactory.getLog(UnitDependencyTracker.class);

	private static final Evidence REWRITING = new Evidence("rewriting-inspector",
			"A StatementInspector of the application changes statements depending on something that the cache does "
					+ "not see: declare a SignatureContributor bean that contributes what it depends on");

	private final UnkeyedDependencyFinder unkeyed;

	private final LoadTracker loads;

	private final TransactionTracker transactions;

	private final SessionSettings settings;

	private final SeenDependency seen;

	private final IsolationLevelResolver isolation;

	/**
	 * Whether the results depend on something that no key contains, or {@code null} until
	 * that has been asked.
	 */
	private volatile @Nullable Boolean dependent;

	/**
	 * Tenants of the unit, once they are known.
	 */
	private volatile @Nullable Optional<TenantKeys> tenants;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Creates the tracker of a unit of which nothing is known yet.
	 * @param unkeyed the finder of dependencies that show without any session
	 * @param loads the loads in progress
	 * @param transactions the transactions in progress
	 * @param settings the watch over what is set in database sessions
	 * @param seen where evidence is recorded
	 */
	public UnitDependencyTracker(UnkeyedDependencyFinder unkeyed, LoadTracker loads, TransactionTracker transactions,
			SessionSettings settings, SeenDependency seen) {
		this.unkeyed = unkeyed;
		this.loads = loads;
		this.transactions = transactions;
		this.settings = settings;
		this.seen = seen.ofPart();
		this.isolation = new IsolationLevelResolver(transactions);
	}

	/**
	 * Records that a statement is about to be sent.
	 * @param sql the statement
	 * @param sent what an inspector of the application has made of it
	 */
	void sending(String sql, String sent) {
		if (RewrittenStatement.mayChangeResult(sql, sent)) {
			this.seen.record(REWRITING);
			markUnkeyed(REWRITING);
		}
		this.settings.sending(sent, this.seen);
	}

	/**
	 * Records that a session prepares a statement of a load. The settings of the session
	 * are asked for only now, because they may have changed since it was opened.
	 */
	void loading(SharedSessionContractImplementor session) {
		if (isDependent(session.getFactory()) || this.isolation.mayBeDirty(session)) {
			this.loads.includeUnknown();
		}
		TenantKeys tenants = tenants(session.getFactory());
		if (tenants != null) {
			this.loads.readAs(tenants.of(session));
		}
		markUnkeyed(influence(session));
	}

	private @Nullable Evidence influence(SharedSessionContractImplementor session) {
		return SessionInfluence.onStatement(session, () -> tenants(session.getFactory()));
	}

	/**
	 * Returns the tenants that keys of the unit tell, or {@code null} if there are none,
	 * or that cannot be determined.
	 */
	private @Nullable TenantKeys tenants(SessionFactoryImplementor sessionFactory) {
		Optional<TenantKeys> known = this.tenants;
		if (known == null) {
			try {
				known = Optional.ofNullable(this.unkeyed.tenants(sessionFactory));
			}
			catch (RuntimeException | LinkageError ex) {
				// This asks beans of the application. Without an answer, the result of a
				// load may depend on any tenant.
				this.loads.includeUnknown();
				return null;
			}
			this.tenants = known;
		}
		return known.orElse(null);
	}

	/**
	 * Records that a transaction began in a session. A transaction manager sets up all
	 * its sessions in the same way. So what shows in a session that it has just opened
	 * counts for the whole unit.
	 */
	void began(SharedSessionContractImplementor session) {
		boolean fetchProfile = this.loads.isLoading() && SessionInfluence.hasFetchProfile(session);
		Evidence influence = fetchProfile ? SessionInfluence.SETTINGS : influence(session);
		if (influence != null && this.transactions.isBeginning() && !isBound(session)) {
			this.seen.record(influence);
			markUnkeyed(influence);
		}
	}

	private static boolean isBound(SharedSessionContractImplementor session) {
		return TransactionSynchronizationManager.getResourceMap()
			.values()
			.stream()
			.anyMatch((resource) -> BoundSession.of(resource) == session);
	}

	/**
	 * Records what influences a load besides its query. It must be part of the key. It
	 * may also look at columns and rows that the query does not look at.
	 */
	private void markUnkeyed(@Nullable Evidence influence) {
		if (influence == null) {
			return;
		}
		if (this.seen.isContributed()) {
			this.loads.dependOnTables();
		}
		else {
			this.loads.markUnkeyed(influence);
		}
	}

	/**
	 * Returns whether results of the unit depend on something that no key contains. No
	 * lock is held while this is found out, because beans of the application are asked.
	 */
	private boolean isDependent(SessionFactoryImplementor sessionFactory) {
		Boolean known = this.dependent;
		if (known != null) {
			return known;
		}
		try {
			UnkeyedDependency found = this.unkeyed.find(sessionFactory, sessionFactory, null);
			boolean dependent = found != null && !this.seen.isContributed();
			this.dependent = dependent;
			if (found != null && dependent) {
				warn(sessionFactory, "its answers depend on " + found.what() + ". " + found.remedy()
						+ ". This takes effect in the application context of its entity manager factory");
			}
			return dependent;
		}
		catch (RuntimeException | LinkageError ex) {
			// The query has to be answered nevertheless. Its result may depend on
			// anything.
			warn(sessionFactory, "what its answers depend on could not be determined, because of a "
					+ ex.getClass().getSimpleName());
			return true;
		}
	}

	/**
	 * Logs once why no result of the unit is stored. Methods of other units may read
	 * through this one. Methods of its own repositories are refused at startup.
	 */
	private void warn(SessionFactoryImplementor sessionFactory, String why) {
		if (this.warned.compareAndSet(false, true)) {
			Object name = sessionFactory.getProperties().get(PersistenceSettings.PERSISTENCE_UNIT_NAME);
			logger.warn("Results of the persistence unit '" + name + "' are not stored: " + why + ".");
		}
	}

	SeenDependency seen() {
		return this.seen;
	}

	IsolationLevelResolver isolation() {
		return this.isolation;
	}

}
