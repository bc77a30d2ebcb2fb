package dev.accelerate.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.jpa.rows.RowRegistration;
import dev.accelerate.jpa.rows.RowTracker;
import dev.accelerate.jpa.snapshot.CallbackWatch;
import dev.accelerate.jpa.snapshot.StaleWriteGuard;
import dev.accelerate.tracking.LoadScope;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.tracking.ThreadStateHolder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tracker of the sessions of all persistence units, whoever opens them: what each has
 * read, and how its transactions end.
 */
public final class SessionTracker {

	/**
	 * Setting that hands the tracker to the {@link TrackingServiceContributor}.
	 */
	static final String SETTING = "accelerate.session_tracking";

	private final StatementTracker statements;

	private final Invalidations invalidations;

	private final TransactionalInvalidations transactional;

	private final LoadTracker loads;

	private final Supplier<UnitDependencyTracker> dependencies;

	/**
	 * Sessions whose connection is in an unseen transaction of the database. Such a
	 * connection does not commit by itself, and was used while no transaction had been
	 * begun. What is read in it may be older than a transaction that begins later on the
	 * same connection.
	 */
	private final Set<SharedSessionContractImplementor> inUnseenTransaction = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	/**
	 * What everything depends on at least that a session has read, or was given by the
	 * cache.
	 */
	private final Map<SharedSessionContractImplementor, LoadScope> origins = Collections
		.synchronizedMap(new WeakHashMap<>());

	/**
	 * Tables of what came from the cache and is written in the transaction of a session.
	 */
	private final Map<SharedSessionContractImplementor, Set<String>> writtenFromCache = Collections
		.synchronizedMap(new WeakHashMap<>());

	private final SessionStatements sending;

	private final RowTracker rows;

	/**
	 * Creates a tracker.
	 * @param statements the tracker of statements
	 * @param invalidations where writes are announced and appended
	 * @param loads the loads in progress
	 * @param threads where what a thread is about to send is kept
	 * @param dependencies creates the tracker of the dependencies of one more unit
	 */
	public SessionTracker(StatementTracker statements, Invalidations invalidations, LoadTracker loads,
			ThreadStateHolder threads, Supplier<UnitDependencyTracker> dependencies) {
		this.statements = statements;
		this.invalidations = invalidations;
		this.transactional = TransactionalInvalidations.to(invalidations);
		this.loads = loads;
		this.rows = new RowTracker(threads, invalidations::tracksRows);
		this.sending = new SessionStatements(statements, threads, this.rows);
		this.dependencies = dependencies;
		statements.beforeJdbc(SessionTracker::beforeJdbc);
	}

	/**
	 * Prepares the sessions of this thread for writes of plain JDBC code.
	 */
	private static void beforeJdbc() {
		for (Object resource : List.copyOf(TransactionSynchronizationManager.getResourceMap().values())) {
			SessionImplementor session = BoundSession.of(resource);
			if (session != null) {
				StaleWriteGuard.beforeOwnWrite(session, Set.of());
			}
		}
	}

	UnitDependencyTracker newDependencies() {
		return this.dependencies.get();
	}

	/**
	 * Returns writes to which those of a session are added.
	 */
	TransactionWrites newWrites(SharedSessionContractImplementor session) {
		return new TransactionWrites(this.invalidations, Origin.STATEMENTS, session.getFactory());
	}

	/**
	 * Returns writes of which other nodes are told elsewhere.
	 */
	TransactionWrites newWritesOfThisNode() {
		return TransactionWrites.ofThisNode(this.invalidations, Origin.STATEMENTS);
	}

	/**
	 * Returns the invalidations that wait for the transactions of Spring.
	 */
	TransactionalInvalidations transactional() {
		return this.transactional;
	}

	/**
	 * Records that a session writes what belongs to no transaction of its own. It may be
	 * on the connection of another session.
	 */
	void writesElsewhere() {
		this.statements.othersMayWrite();
	}

	/**
	 * Returns how often code other than that of sessions in their own transactions may
	 * have written on this thread.
	 */
	long others() {
		return this.statements.others();
	}

	/**
	 * Returns whether other code may have written in the transaction of a session of this
	 * thread.
	 * @param others how often it had written before the transaction began
	 */
	boolean mayOthersHaveWritten(long others) {
		return others() != others || this.statements.mayOthersWriteUnnoticed();
	}

	/**
	 * Returns the tracker of the rows that sessions write.
	 */
	RowTracker rows() {
		return this.rows;
	}

	/**
	 * Returns the statements that the sessions of each thread are about to send.
	 */
	SessionStatements statements() {
		return this.sending;
	}

	/**
	 * Records what plain JDBC code has written on a connection that is about to be
	 * committed, together with what a session has written on it.
	 */
	void recordUnrecorded(Connection connection, TransactionWrites session) throws SQLException {
		this.statements.commitNotice().send(connection, session);
	}

	/**
	 * Returns whether what any code writes on a connection is followed.
	 */
	boolean isFollowed(Connection connection) {
		return this.statements.commitNotice().isFollowed(connection);
	}

	/**
	 * Records that the connection of a session is in an unseen transaction.
	 */
	void usedUnseen(SharedSessionContractImplementor session) {
		this.inUnseenTransaction.add(session);
	}

	/**
	 * Records that a transaction of a session has ended, and with it any unseen one
	 * before it on the same connection.
	 */
	void completed(SharedSessionContractImplementor session) {
		this.inUnseenTransaction.remove(session);
	}

	/**
	 * Records that a session is about to write what came from the cache.
	 */
	void writingFromCache(SharedSessionContractImplementor session, Set<String> spaces) {
		this.writtenFromCache.computeIfAbsent(session, (key) -> ConcurrentHashMap.newKeySet()).addAll(spaces);
	}

	/**
	 * Records how a transaction of a session has ended. If it wrote what came from the
	 * cache and failed, that may have been stale. It becomes invalid, so that another
	 * attempt reads the rows.
	 */
	void ended(SharedSessionContractImplementor session, boolean successful) {
		Set<String> spaces = this.writtenFromCache.remove(session);
		InvalidationRecord record = (spaces != null && !successful)
				? this.statements.written(SessionStatements.names(spaces)) : InvalidationRecord.NONE;
		if (!record.isEmpty()) {
			TransactionWrites failed = new TransactionWrites(this.invalidations, Origin.STATEMENTS,
					session.getFactory());
			failed.add(record);
			failed.committed();
		}
	}

	/**
	 * Returns whether a session may read in a transaction that began unseen.
	 */
	boolean isInUnseenTransaction(SharedSessionContractImplementor session) {
		return this.inUnseenTransaction.contains(session);
	}

	/**
	 * Records that a session opens. One that is opened by a load does not read from the
	 * second-level cache, whose state may be older than the stamp of the load.
	 */
	void opening(SharedSessionContractImplementor session) {
		this.origins.put(session, this.loads.origin());
		if (this.loads.isLoading()) {
			SecondLevelCacheBypass.begin(session);
		}
	}

	/**
	 * Returns what everything depends on that an open session has read or was given, or
	 * {@code null} if it is not known.
	 */
	@Nullable LoadScope origin(SharedSessionContractImplementor session) {
		return this.origins.get(session);
	}

	/**
	 * Records that a session may hold what is not, or not any more, the state of rows: it
	 * has written, was given what is of unknown age, or may have read what was never
	 * committed.
	 */
	void originUnknown(SharedSessionContractImplementor session) {
		LoadScope origin = this.origins.get(session);
		if (origin != null) {
			origin.includeUnknown();
		}
	}

	/**
	 * Forgets a session that closes.
	 */
	void closed(SharedSessionContractImplementor session) {
		this.rows.closed(session);
		this.origins.remove(session);
		this.writtenFromCache.remove(session);
	}

	/**
	 * Records that a session prepares a statement. During a load, the dependencies of its
	 * unit count, which may be another unit than the one that the key was made for.
	 * @param session the session
	 * @param unit the dependencies of its unit, or {@code null} if they are not tracked
	 */
	void preparing(SharedSessionContractImplementor session, @Nullable UnitDependencyTracker unit) {
		if (IsolationLevelResolver.isDeclaredDirty()) {
			originUnknown(session);
		}
		if (!this.loads.isLoading()) {
			return;
		}
		if (unit != null) {
			unit.loading(session);
		}
		else {
			this.loads.includeUnknown();
		}
	}

	/**
	 * Records that a transaction began in a session.
	 * @param session the session
	 * @param unit the dependencies of its unit, or {@code null} if they are not tracked
	 */
	void began(SharedSessionContractImplementor session, @Nullable UnitDependencyTracker unit) {
		if (unit != null) {
			unit.began(session);
		}
		if (this.loads.isLoading() && session instanceof SessionImplementor stateful) {
			SecondLevelCacheBypass.begin(stateful);
		}
	}

	/**
	 * Records that the second-level cache answered this thread although it was to be
	 * bypassed, because the query itself asked for it. What it answered is of unknown
	 * age.
	 */
	void answeredBySecondLevelCache() {
		this.loads.includeUnknown();
	}

	/**
	 * Has the rows of a persistence unit told apart from its first session on.
	 */
	void registerRows(SessionFactoryImplementor sessionFactory) {
		sessionFactory.addObserver(new RowRegistration(this.rows, this.invalidations.rowDirectory()));
	}

	/**
	 * Has the callbacks of a persistence unit watched from now on while entities are
	 * loaded.
	 */
	void watchCallbacks(SessionFactoryImplementor sessionFactory) {
		CallbackWatch.install(sessionFactory, this.loads);
	}

}
