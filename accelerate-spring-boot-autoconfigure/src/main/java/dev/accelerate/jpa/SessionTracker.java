package dev.accelerate.jpa;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.jpa.snapshot.CallbackWatch;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.tracking.ThreadSlot;
import dev.accelerate.tracking.ThreadStateHolder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Tracking of every session of a persistence unit, whoever opens it. Hibernate shows the
 * text of a statement to the {@link TrackingInspector} of the whole unit, and says only
 * afterwards to the {@link TrackedSession} that it prepares one: the thread connects the
 * two.
 */
public final class SessionTracker {

	/**
	 * Setting by which the tracking reaches the {@link TrackingServiceContributor}.
	 */
	static final String SETTING = "accelerate.session_tracking";

	/**
	 * What is said of a statement that is kept from us. It reads as a statement that is
	 * not understood.
	 */
	private static final String UNOBSERVED = "unseen in a session with noStatementInspector or its own";

	private final StatementTracker statements;

	private final Invalidations invalidations;

	private final TransactionalInvalidations transactional;

	private final LoadTracker scopes;

	private final Supplier<UnitDependencyTracker> dependencies;

	/**
	 * Sessions whose connection is in a transaction of the database that nobody began: it
	 * does not commit by itself, and was used outside a transaction. What is read in it
	 * may be older than the transaction that begins later on the same connection.
	 */
	private final Set<SharedSessionContractImplementor> inUnseenTransaction = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final ThreadSlot<Sending> sending;

	private final ThreadSlot<Set<String>> written;

	/**
	 * Create a tracking.
	 * @param statements the tracker of statements
	 * @param invalidations where writes become pending, and invalid
	 * @param scopes the loads in progress
	 * @param threads where it is kept what a thread is about to send
	 * @param dependencies makes what is known of the dependencies of one more unit
	 */
	public SessionTracker(StatementTracker statements, Invalidations invalidations, LoadTracker scopes,
			ThreadStateHolder threads, Supplier<UnitDependencyTracker> dependencies) {
		this.statements = statements;
		this.invalidations = invalidations;
		this.transactional = TransactionalInvalidations.to(invalidations);
		this.scopes = scopes;
		this.sending = new ThreadSlot<>(threads);
		this.written = new ThreadSlot<>(threads);
		this.dependencies = dependencies;
	}

	UnitDependencyTracker newDependencies() {
		return this.dependencies.get();
	}

	/**
	 * Returns the writes of one more transaction, of which there are none yet.
	 */
	TransactionWrites newWrites() {
		return new TransactionWrites(this.invalidations, Origin.STATEMENTS);
	}

	/**
	 * Returns the invalidations that wait for the transactions of Spring.
	 */
	TransactionalInvalidations transactional() {
		return this.transactional;
	}

	/**
	 * Note that a session of this thread is about to prepare a statement.
	 */
	void sending(String sql) {
		InvalidationRecord record = this.statements.sending(sql);
		Set<String> spaces = this.written.get();
		if (spaces != null) {
			record = record.and(this.statements.writing(names(spaces)));
		}
		this.sending.set(new Sending(record, this.statements.prepares(sql)));
		this.statements.claim(sql);
	}

	/**
	 * Records that this thread is about to execute a query with query spaces.
	 */
	void reading(Set<String> spaces) {
		Collection<String> names = names(spaces);
		if (!names.isEmpty()) {
			this.statements.reading(names);
		}
	}

	/**
	 * Hibernate takes a hint that lists tables for the name of one.
	 */
	private static Collection<String> names(Set<String> spaces) {
		return MappedTableResolver.tableNames(spaces.toArray())
			.stream()
			.flatMap((space) -> (space.indexOf('"') < 0) ? Arrays.stream(space.split(",")) : Stream.of(space))
			.filter((name) -> !name.isBlank())
			.toList();
	}

	/**
	 * Records that this thread is about to execute a writing statement with query spaces,
	 * or that it has done so.
	 * @param spaces the spaces, or {@code null} afterwards
	 */
	void writing(@Nullable Set<String> spaces) {
		this.written.set(spaces);
	}

	/**
	 * Return what a statement makes invalid that a session shows to nobody, or to an
	 * inspector of its own instead of that of the persistence unit.
	 */
	Sending unobserved() {
		return new Sending(this.statements.sending(UNOBSERVED), false);
	}

	/**
	 * Return what the statement makes invalid that is just being prepared. It is told
	 * once: Hibernate prepares some statements, as those for the next identifier of a
	 * table, without showing them to any inspector.
	 */
	Sending prepared() {
		Sending prepared = this.sending.get();
		this.sending.set(null);
		return (prepared != null) ? prepared : Sending.NOTHING;
	}

	/**
	 * Note that a session uses a connection that is in a transaction nobody began.
	 */
	void usedUnseen(SharedSessionContractImplementor session) {
		this.inUnseenTransaction.add(session);
	}

	/**
	 * Note that a transaction of a session has ended, and with it whatever was before it.
	 */
	void completed(SharedSessionContractImplementor session) {
		this.inUnseenTransaction.remove(session);
	}

	/**
	 * Return whether a session may read in a transaction that began unseen.
	 */
	boolean isInUnseenTransaction(SharedSessionContractImplementor session) {
		return this.inUnseenTransaction.contains(session);
	}

	/**
	 * Records that a session opens. One that is opened by a load does not read from the
	 * second-level cache, whose state may be older than the stamp of the load.
	 */
	void opening(SharedSessionContractImplementor session) {
		if (this.scopes.isLoading()) {
			SecondLevelCacheBypass.begin(session);
		}
	}

	/**
	 * Records that a session prepares a statement. If it does so for a load, as one of
	 * another unit than that of the method may, the key may not tell for whom it answers.
	 * @param session the session
	 * @param unit the dependencies of its unit, or {@code null} if they are not tracked
	 */
	void preparing(SharedSessionContractImplementor session, @Nullable UnitDependencyTracker unit) {
		if (!this.scopes.isLoading()) {
			return;
		}
		if (unit != null) {
			unit.loading(session);
		}
		else {
			this.scopes.wentPast();
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
		if (this.scopes.isLoading() && session instanceof SessionImplementor stateful) {
			SecondLevelCacheBypass.begin(stateful);
		}
	}

	/**
	 * Note that the second-level cache answered this thread all the same, because the
	 * query asked it to. What it answered is of unknown age.
	 */
	void answeredBySecondLevelCache() {
		this.scopes.wentPast();
	}

	/**
	 * Has the callbacks of a persistence unit watched while entities are loaded.
	 */
	void watchCallbacks(SessionFactoryImplementor sessionFactory) {
		CallbackWatch.install(sessionFactory, this.scopes);
	}

	/**
	 * What a statement does that a session is about to send.
	 *
	 * @param record what it makes invalid when it is committed
	 * @param prepares whether it prepares the transaction
	 */
	record Sending(InvalidationRecord record, boolean prepares) {

		static final Sending NOTHING = new Sending(InvalidationRecord.NONE, false);

	}

}
