package dev.accelerate.invalidation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes invalidations to the log: at once, or, if Spring knows a transaction of the
 * calling thread, when that transaction has committed. It serves the invalidations of the
 * application itself, and writes on a connection if only Spring knows when they are
 * committed.
 */
public final class TransactionalInvalidations {

	private final @Nullable Invalidations invalidations;

	private TransactionalInvalidations(@Nullable Invalidations invalidations) {
		this.invalidations = invalidations;
	}

	/**
	 * Returns an instance that leads to a log.
	 * @param invalidations the log, as this node sees it
	 * @return the instance
	 */
	public static TransactionalInvalidations to(Invalidations invalidations) {
		return new TransactionalInvalidations(invalidations);
	}

	/**
	 * Returns an instance that accepts invalidations and does nothing.
	 * @return the instance for an application that caches nothing
	 */
	public static TransactionalInvalidations disabled() {
		return new TransactionalInvalidations(null);
	}

	/**
	 * Appends a record, at once or after the commit of the transaction in progress on
	 * this thread. On a rollback the record is dropped.
	 * @param record what became invalid
	 */
	public void submit(InvalidationRecord record) {
		submit(record, Origin.APPLICATION);
	}

	/**
	 * Appends a record, at once or after the commit of the transaction in progress on
	 * this thread. On a rollback the record is dropped.
	 * @param record what became invalid
	 * @param origin the origin of the invalidation
	 */
	public void submit(InvalidationRecord record, Origin origin) {
		if (this.invalidations == null) {
			return;
		}
		if (!isInTransaction()) {
			this.invalidations.append(record, origin);
			return;
		}
		submission(this.invalidations, origin).writes.addWithRows(record);
	}

	/**
	 * Returns a token of what this node knows, see {@link Invalidations#token}.
	 * @return the token; one that no node reaches where nothing is cached
	 */
	public String token() {
		return (this.invalidations != null) ? this.invalidations.token(null)
				: Position.token(List.of(Position.UNREACHABLE));
	}

	/**
	 * Returns whether this node knows what a token stands for, see
	 * {@link Invalidations#reaches}.
	 * @param token the token
	 * @return whether it does; {@code true} where nothing is cached
	 */
	public boolean reaches(String token) {
		return this.invalidations == null || this.invalidations.reaches(token);
	}

	/**
	 * Returns whether a transaction is in progress on this thread that reports its
	 * completion.
	 * @return whether what is submitted now waits for a commit
	 */
	public static boolean isInTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.isSynchronizationActive();
	}

	/**
	 * Records that COMMIT is about to be sent for the transaction of this thread.
	 */
	public static void committing() {
		forEachSubmission((submission) -> {
			submission.announced = true;
			submission.writes.committing();
		});
	}

	/**
	 * Records that the outcome of the transaction of this thread is unknown: it may have
	 * been committed, or may be committed later. Its manager may report it as rolled
	 * back.
	 */
	public static void unknown() {
		forEachSubmission((submission) -> submission.unknown = true);
	}

	/**
	 * Records that the commit of the transaction of this thread failed before COMMIT was
	 * sent. Its manager may not know that.
	 */
	public static void failedBeforeCommit() {
		forEachSubmission((submission) -> submission.unsent = submission.announced);
	}

	private static void forEachSubmission(Consumer<Submission> action) {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
				if (synchronization instanceof Submission submission) {
					action.accept(submission);
				}
			}
		}
	}

	private static Submission submission(Invalidations invalidations, Origin origin) {
		for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
			if (synchronization instanceof Submission submission && submission.invalidations == invalidations
					&& submission.origin == origin) {
				return submission;
			}
		}
		Submission submission = new Submission(invalidations, origin);
		TransactionSynchronizationManager.registerSynchronization(submission);
		return submission;
	}

	/**
	 * Callback of a transaction for which {@link TransactionalInvalidations#committing()}
	 * is called before COMMIT is sent.
	 */
	public interface Announced extends TransactionSynchronization {

	}

	/**
	 * Invalidations of one transaction. They are appended before any other callback of
	 * the application runs after the commit, and even if one that ran earlier failed.
	 */
	private static final class Submission implements JoinedInvalidations.Joining, Ordered {

		private final Invalidations invalidations;

		private final Origin origin;

		private final TransactionWrites writes;

		/**
		 * Whether it was announced that COMMIT is about to be sent.
		 */
		private boolean announced;

		private boolean unsent;

		private boolean unknown;

		/**
		 * What is in a row of each log that commits with the transaction.
		 */
		private final Map<DatabaseLog, InvalidationRecord> rows = new HashMap<>();

		Submission(Invalidations invalidations, Origin origin) {
			this.invalidations = invalidations;
			this.origin = origin;
			this.writes = new TransactionWrites(invalidations, origin);
		}

		/**
		 * Treats the transaction as committing, unless COMMIT will be announced later,
		 * when nothing else can fail. From here on, a reported rollback may be a commit
		 * that failed.
		 */
		@Override
		public void beforeCommit(boolean readOnly) {
			if (TransactionSynchronizationManager.getSynchronizations()
				.stream()
				.noneMatch(Announced.class::isInstance)) {
				this.writes.committing();
			}
		}

		@Override
		public InvalidationRecord joining(Invalidations other, DatabaseLog log) {
			boolean joining = this.announced && this.invalidations == other
					&& !this.writes.written().equals(this.rows.get(log));
			return joining ? this.writes.written() : InvalidationRecord.NONE;
		}

		@Override
		public void written(DatabaseLog log, InvalidationRecord record) {
			this.rows.put(log, record);
		}

		@Override
		public void recorded(DatabaseLog log, InvalidationRecord record) {
			this.writes.recorded(log, record);
		}

		@Override
		public void afterCommit() {
			if (this.unknown) {
				this.writes.unknown();
			}
			else {
				this.writes.committed();
			}
		}

		/**
		 * Ends the transaction. A manager may report a failed commit as rolled back. The
		 * sender of the COMMIT knows better whether the database has answered.
		 */
		@Override
		public void afterCompletion(int status) {
			if (status == STATUS_COMMITTED) {
				afterCommit();
			}
			else if (this.unknown || (status == STATUS_UNKNOWN && !this.unsent)) {
				this.writes.unknown();
			}
			else {
				this.writes.rolledBack();
			}
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

}
