package dev.accelerate.jpa;

import java.sql.Connection;
import java.sql.SQLException;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.invalidation.TransactionalInvalidations;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * Transaction of one session: what is written in it, and what becomes of that. Hibernate
 * itself tells of its begin, of its COMMIT after the flush, and of its end, whoever
 * manages it. One begins where another ends.
 */
final class SessionTransaction implements TransactionObserver {

	private final SessionTracker tracker;

	private final SharedSessionContractImplementor session;

	private final TransactionWrites writes;

	private boolean begun;

	/**
	 * How often other code had written on this thread before the transaction began.
	 */
	private long others;

	SessionTransaction(SessionTracker tracker, SharedSessionContractImplementor session) {
		this.tracker = tracker;
		this.session = session;
		this.others = tracker.others();
		this.writes = tracker.newWrites(session)
			.joinThread(() -> isJta() || BoundSession.isBound(session), true)
			.shareTransaction(() -> isJta() || tracker.mayOthersHaveWritten(this.others))
			.seeingJdbc(this::isFollowed);
		tracker.rows().opened(session, this.writes.collector());
	}

	/**
	 * Returns whether the session will hear of the end of its transaction. A session that
	 * was given its connection reports the transaction of that connection's owner as in
	 * progress, but hears of neither its commit nor its rollback.
	 */
	boolean isOwn() {
		return this.session.isTransactionInProgress() && (this.begun || isJta());
	}

	/**
	 * Returns whether what any code writes in the transaction is followed. A transaction
	 * of JTA may have other connections.
	 */
	private boolean isFollowed() {
		LogicalConnectionImplementor logical = this.session.getJdbcCoordinator().getLogicalConnection();
		return !isJta() && logical.isPhysicallyConnected() && this.tracker.isFollowed(logical.getPhysicalConnection());
	}

	/**
	 * Adds what is written in the transaction.
	 */
	void add(InvalidationRecord record) {
		this.writes.add(record);
	}

	/**
	 * Adds what is written in a transaction that ends unseen.
	 */
	void addUnseen(InvalidationRecord record) {
		this.writes.add(record);
		this.writes.committing();
	}

	/**
	 * Records that a statement may commit what was written before it.
	 */
	void mayCommitInBetween() {
		this.writes.mayCommitInBetween();
	}

	/**
	 * Records that the transaction has been prepared, so that any session may commit it.
	 */
	void prepared() {
		this.writes.prepared();
		TransactionalInvalidations.unknown();
	}

	@Override
	public void afterBegin() {
		this.begun = true;
		this.others = this.tracker.others();
		this.tracker.began(this.session, TrackingInspector.dependenciesOf(this.session));
	}

	/**
	 * Records that COMMIT is about to be sent. JTA calls this even if the flush has
	 * failed. Then nothing is written, so that nothing hides that failure. Plain JDBC
	 * code that has written on the connection is recorded, too, and not only during the
	 * COMMIT, of whose failures Hibernate does not tell the reason.
	 */
	@Override
	public void beforeCompletion() {
		if (isJta() && this.session.getTransactionCoordinator()
			.getTransactionDriverControl()
			.getStatus() == TransactionStatus.MARKED_ROLLBACK) {
			return;
		}
		LogicalConnectionImplementor logical = this.session.getJdbcCoordinator().getLogicalConnection();
		if (logical.isPhysicallyConnected()) {
			try {
				this.tracker.recordUnrecorded(logical.getPhysicalConnection(), this.writes);
			}
			catch (SQLException ex) {
				throw converted(ex);
			}
		}
		committing();
	}

	/**
	 * Records what was written, because COMMIT may be sent.
	 */
	void committing() {
		try {
			this.writes.committing(this::connection);
		}
		catch (SQLException ex) {
			throw converted(ex);
		}
	}

	private boolean isJta() {
		return this.session.getTransactionCoordinator().getTransactionCoordinatorBuilder().isJta();
	}

	Connection connection() {
		return this.session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
		boolean answered = isAnswered();
		this.begun = false;
		this.tracker.completed(this.session);
		this.tracker.ended(this.session, successful);
		if (successful) {
			this.writes.committed();
		}
		else if (!this.writes.isCommitting()) {
			TransactionalInvalidations.failedBeforeCommit();
			this.writes.rolledBack();
		}
		else if (answered) {
			this.writes.rolledBack();
		}
		else {
			TransactionalInvalidations.unknown();
			this.writes.unknown();
		}
	}

	/**
	 * Returns whether the database has answered the COMMIT. After a COMMIT that failed,
	 * Hibernate rolls back on the same connection. If the database answered the rollback,
	 * it has answered the COMMIT before. If it did not, or if other code sent the COMMIT,
	 * the outcome is unknown.
	 */
	private boolean isAnswered() {
		if (!this.begun || isJta()) {
			return false;
		}
		return switch (this.session.getTransactionCoordinator().getTransactionDriverControl().getStatus()) {
			case COMMITTED, ROLLED_BACK, NOT_ACTIVE -> true;
			default -> false;
		};
	}

	/**
	 * Ends what is still open when the session closes. Other code may commit it, now or
	 * later, so its outcome is unknown. But if the database has answered the COMMIT, and
	 * Hibernate failed in a callback before it told its observers, the outcome is known.
	 */
	void closed() {
		if (this.writes.isEmpty() || isAnswered()) {
			this.writes.over();
		}
		else {
			this.writes.unknown();
		}
	}

	/**
	 * Returns a failure as Hibernate tells it.
	 */
	RuntimeException converted(SQLException failure) {
		return this.session.getJdbcServices()
			.getSqlExceptionHelper()
			.convert(failure, "could not record writes in the invalidation log");
	}

}
