package dev.accelerate.invalidation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.InvalidationChannel.Append;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Collects what each transaction on a connection, a session or a thread invalidates, and
 * takes it to the log. Before COMMIT is sent it becomes pending, so that no caller is
 * served what the commit may already have changed. Once COMMIT has been sent, a failure
 * counts as a commit, since the database may have received it. If the database did not
 * answer, it may even commit later, so the writes stay pending for a while. An instance
 * is used by one thread at a time, and by one transaction after the other.
 */
public final class TransactionWrites {

	private final Invalidations invalidations;

	private final Origin origin;

	private final @Nullable Object database;

	private final List<InvalidationRecord> announced = new ArrayList<>();

	private final List<Append> rows = new ArrayList<>();

	private InvalidationRecord written = InvalidationRecord.NONE;

	/**
	 * What is in no row of a log yet.
	 */
	private InvalidationRecord unrecorded = InvalidationRecord.NONE;

	/**
	 * Invalidations of the thread's transaction that are in a row of this one.
	 */
	private @Nullable JoinedInvalidations joined;

	/**
	 * What each log was told in a row of other writes.
	 */
	private Map<DatabaseLog, InvalidationRecord> recordedElsewhere = Map.of();

	private boolean committing;

	/**
	 * Creates an instance without any writes to a known database.
	 * @param invalidations the view of what is invalid, where writes become pending and
	 * are appended
	 * @param origin the origin of the invalidations
	 */
	public TransactionWrites(Invalidations invalidations, Origin origin) {
		this(invalidations, origin, null);
	}

	/**
	 * Creates an instance without any writes.
	 * @param invalidations the view of what is invalid, where writes become pending and
	 * are appended
	 * @param origin the origin of the invalidations
	 * @param database what leads to the database that is written to, or {@code null} if
	 * that is not known
	 */
	public TransactionWrites(Invalidations invalidations, Origin origin, @Nullable Object database) {
		this.invalidations = invalidations;
		this.origin = origin;
		this.database = database;
	}

	/**
	 * Records that the transaction invalidates something.
	 * @param record what becomes invalid
	 */
	public void add(InvalidationRecord record) {
		if (record.isEmpty()) {
			return;
		}
		this.written = this.written.and(record);
		this.unrecorded = this.unrecorded.and(record);
		if (this.committing) {
			announce(record);
		}
	}

	/**
	 * Records that COMMIT is about to be sent, on a connection that cannot be written to.
	 */
	public void committing() {
		if (!this.committing) {
			this.committing = true;
			announce(this.written);
		}
	}

	/**
	 * Records that COMMIT is about to be sent. If the database has a log, a row is
	 * written in the transaction, so that other nodes hear of it if it commits, and only
	 * then.
	 * @param connection supplies the connection of the transaction
	 * @return whether the transaction can commit; {@code false} if the database has made
	 * it fail before, so that COMMIT fails, too
	 * @throws SQLException if the transaction itself has failed, as it might have by any
	 * of its statements; it must not commit then
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6008} if the log could not be written to; the
	 * transaction must not commit then
	 */
	public boolean committing(ConnectionSource connection) throws SQLException {
		committing();
		DatabaseLog log = this.unrecorded.isEmpty() ? null : this.invalidations.logOf(this.database);
		if (log == null) {
			return true;
		}
		JoinedInvalidations joining = JoinedInvalidations.of(this.invalidations, log);
		try {
			Connection open = connection.get();
			if (open.isReadOnly()) {
				// Such a transaction can write nothing, and only calls what might. The
				// log is told after the commit.
				return true;
			}
			this.rows.add(log.prepare(this.unrecorded.and(joining.record()), open));
		}
		catch (SQLException ex) {
			return isCommittable(new AccelerateException(ErrorCode.P6008,
					"The transaction has no connection to record in the invalidation log what it writes", ex));
		}
		catch (AccelerateException ex) {
			return isCommittable(ex);
		}
		this.unrecorded = InvalidationRecord.NONE;
		this.joined = joining;
		return true;
	}

	/**
	 * Returns whether the database has a log that a row can be written to.
	 */
	boolean isRecordable() {
		return this.invalidations.logOf(this.database) != null;
	}

	/**
	 * Returns whether the transaction can commit although its row could not be written.
	 * It sees a failure of its own as it would without the row.
	 */
	private boolean isCommittable(AccelerateException failure) throws SQLException {
		SQLException own = (failure.getCause() instanceof SQLException cause && Failures.areOfTransaction(cause))
				? cause : null;
		if (own != null && Failures.isAborted(own)) {
			return false;
		}
		if ((own == null || !Failures.haveEndedTransaction(own)) && this.invalidations.toleratesFailure(failure)) {
			return true;
		}
		if (this.rows.isEmpty()) {
			this.invalidations.withdraw(this.announced);
			this.announced.clear();
			this.committing = false;
		}
		if (own != null) {
			throw own;
		}
		throw failure;
	}

	/**
	 * Records that the transaction was committed, or may have been.
	 */
	public void committed() {
		if (this.joined != null) {
			this.joined.committed();
		}
		end(this.invalidations::deliver);
	}

	/**
	 * Records that the transaction was rolled back. If COMMIT had been sent before, it
	 * counts as committed.
	 */
	public void rolledBack() {
		if (this.committing) {
			committed();
		}
		else {
			clear();
		}
	}

	/**
	 * Records that the transaction was rolled back before COMMIT was sent, although it
	 * was about to be.
	 */
	void discard() {
		this.invalidations.withdraw(this.announced);
		clear();
	}

	/**
	 * Records that the outcome of the transaction is unknown: it may have been committed,
	 * or may be committed later. What it wrote is invalidated now, and stays pending
	 * until the outcome is known, or for a while.
	 */
	public void unknown() {
		end(this.invalidations::deliverUnknown);
	}

	private void end(End end) {
		committing();
		InvalidationRecord record = this.written;
		List<InvalidationRecord> pending = List.copyOf(this.announced);
		List<Append> recorded = List.copyOf(this.rows);
		List<UntoldLog> untold = untold();
		clear();
		if (!record.isEmpty()) {
			end.accept(record, this.origin, pending, recorded, untold);
		}
	}

	private List<UntoldLog> untold() {
		return this.invalidations.untold(this.unrecorded, this.database)
			.stream()
			.filter((log) -> !log.record().equals(this.recordedElsewhere.get(log.log())))
			.toList();
	}

	/**
	 * Records that a log was told what this transaction invalidates, in a row of other
	 * writes.
	 */
	void recorded(DatabaseLog log, InvalidationRecord record) {
		Map<DatabaseLog, InvalidationRecord> more = new HashMap<>(this.recordedElsewhere);
		more.put(log, record);
		this.recordedElsewhere = more;
	}

	/**
	 * Records that the transaction is being prepared, so that from now on any session may
	 * commit it at any time. Later writes may still belong to it.
	 */
	public void prepared() {
		committing();
		List<InvalidationRecord> pending = List.copyOf(this.announced);
		List<Append> recorded = List.copyOf(this.rows);
		this.announced.clear();
		this.rows.clear();
		if (!this.written.isEmpty()) {
			this.invalidations.deliverUnknown(this.written, this.origin, pending, recorded, untold());
		}
	}

	/**
	 * Records that the statement which commits the transaction has failed. If the
	 * database answered, the transaction is over, committed or not.
	 * @param failure the failure
	 * @return whether the database is known to have answered
	 */
	public boolean failed(Throwable failure) {
		boolean answered = Failures.areAnswered(failure);
		if (answered) {
			committed();
		}
		else {
			unknown();
		}
		return answered;
	}

	/**
	 * Returns whether COMMIT has been sent, or is about to be.
	 * @return whether a rollback may come too late
	 */
	public boolean isCommitting() {
		return this.committing;
	}

	/**
	 * Returns whether nothing has been recorded since the last transaction ended.
	 * @return whether there is nothing to append
	 */
	public boolean isEmpty() {
		return this.written.isEmpty();
	}

	/**
	 * Returns what has been recorded since the last transaction ended.
	 * @return what there is to append, which may be nothing
	 */
	public InvalidationRecord written() {
		return this.written;
	}

	private void announce(InvalidationRecord record) {
		if (!record.isEmpty()) {
			this.invalidations.announce(record);
			this.announced.add(record);
		}
	}

	private void clear() {
		this.announced.clear();
		this.rows.clear();
		this.unrecorded = InvalidationRecord.NONE;
		this.joined = null;
		this.recordedElsewhere = Map.of();
		this.written = InvalidationRecord.NONE;
		this.committing = false;
	}

	/**
	 * Supplier of the connection of a transaction.
	 */
	@FunctionalInterface
	public interface ConnectionSource {

		/**
		 * Returns the connection.
		 * @return the connection on which COMMIT is about to be sent
		 * @throws SQLException if there is none
		 */
		Connection get() throws SQLException;

	}

	/**
	 * What to do at the end of a transaction.
	 */
	@FunctionalInterface
	private interface End {

		void accept(InvalidationRecord record, Origin origin, List<InvalidationRecord> announced, List<Append> rows,
				List<UntoldLog> untold);

	}

}
