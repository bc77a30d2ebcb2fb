package dev.accelerate.invalidation;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;

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

	private final TransactionRows rows;

	private final Announcement announcement;

	private final RowCollector collector = new RowCollector();

	private InvalidationRecord written = InvalidationRecord.NONE;

	private BooleanSupplier seesJdbc = () -> false;

	/**
	 * Tells whether other code may have written in the transaction, unseen.
	 */
	private BooleanSupplier shared = () -> false;

	/**
	 * Whether what was written has the rows that were collected.
	 */
	private boolean collected;

	/**
	 * Whether a statement may have committed what was written before it.
	 */
	private boolean committedInBetween;

	/**
	 * Creates an instance without any writes to a known database.
	 * @param invalidations the view of what is invalid, where writes become pending and
	 * are appended
	 * @param origin the origin of the invalidations
	 */
	public TransactionWrites(Invalidations invalidations, Origin origin) {
		this(invalidations, origin, new TransactionRows(invalidations, null, true));
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
		this(invalidations, origin, new TransactionRows(invalidations, database, true));
	}

	private TransactionWrites(Invalidations invalidations, Origin origin, TransactionRows rows) {
		this.invalidations = invalidations;
		this.origin = origin;
		this.rows = rows;
		this.announcement = new Announcement(invalidations.deliveries());
	}

	/**
	 * Has rows take what the thread's transaction invalidates by itself, such as tags.
	 * That must be this very transaction: one that commits while the other flushes would
	 * tell of it too early.
	 * @param ofThread tells whether this is the thread's transaction
	 * @param alone whether a row may say nothing else
	 * @return this instance
	 */
	public TransactionWrites joinThread(BooleanSupplier ofThread, boolean alone) {
		this.rows.joinThread(ofThread, alone);
		return this;
	}

	/**
	 * Has rows count as unknown where other code may have written in the same
	 * transaction, unseen, or written to a table with triggers.
	 * @param shared tells whether there may be such code
	 * @return this instance
	 */
	public TransactionWrites shareTransaction(BooleanSupplier shared) {
		this.shared = shared;
		return this;
	}

	/**
	 * Sets how to find out whether it is seen what plain JDBC code writes in the
	 * transaction. Where nobody tells, it is not.
	 * @param seesJdbc tells that; it is asked before COMMIT is sent
	 * @return this instance
	 */
	public TransactionWrites seeingJdbc(BooleanSupplier seesJdbc) {
		this.seesJdbc = seesJdbc;
		return this;
	}

	/**
	 * Returns an instance for what this node alone must know, because other nodes are
	 * told by the row of the transaction.
	 * @param invalidations the view of what is invalid
	 * @param origin the origin of the invalidations
	 * @return an instance without any writes
	 */
	public static TransactionWrites ofThisNode(Invalidations invalidations, Origin origin) {
		return new TransactionWrites(invalidations, origin, new TransactionRows(invalidations, null, false));
	}

	/**
	 * Records that the transaction invalidates something.
	 * @param record what becomes invalid
	 */
	public void add(InvalidationRecord record) {
		if (record.isEmpty()) {
			return;
		}
		// What has been announced must have its rows already.
		InvalidationRecord added = (this.collected || isCommitting()) ? record.withUnknownRows() : record;
		this.written = this.written.and(added);
		this.rows.add(added);
		this.announcement.add(added);
	}

	/**
	 * Records that the transaction invalidates something of which all rows are known
	 * already.
	 * @param record what becomes invalid
	 */
	void addWithRows(InvalidationRecord record) {
		record.rows().tables().forEach((table, rows) -> {
			for (long mark : rows.marks()) {
				this.collector.add(table, rows.fingerprint(), mark);
			}
		});
		add(record);
	}

	/**
	 * Returns the collector of the rows that the transaction writes. It is for those
	 * tables of which what is {@link #add added} says that their rows are collected.
	 * @return the collector, until COMMIT is about to be sent
	 */
	public RowCollector collector() {
		return this.collector;
	}

	/**
	 * Records that COMMIT is about to be sent, on a connection that cannot be written to.
	 */
	public void committing() {
		if (!this.collected && !this.written.rows().tables().isEmpty()) {
			this.collected = true;
			if (this.shared.getAsBoolean() || !this.invalidations.areRowsTold(this.written.tables(), this.seesJdbc)) {
				this.collector.unknown();
			}
			// Other nodes find out themselves which rows they understand.
			this.rows.complete(this.collector);
			this.written = this.invalidations.rowDirectory().understood(this.collector.complete(this.written));
		}
		this.announcement.make(this.written);
		// What is announced must tell of every lookup that was added before that.
		InvalidationRecord understood = this.invalidations.rowDirectory().understood(this.written);
		if (understood != this.written) {
			this.written = understood;
			this.announcement.add(understood);
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
		return committing(connection, null);
	}

	/**
	 * Records that COMMIT is about to be sent, as {@link #committing(ConnectionSource)}
	 * does. If there are writes, what was followed in another way is in their row.
	 * @param connection supplies the connection of the transaction
	 * @param other other writes of the transaction, which are told of its end, too; or
	 * {@code null} if there are none
	 * @return whether the transaction can commit
	 * @throws SQLException if the transaction itself has failed
	 * @throws dev.accelerate.AccelerateException if the log could not be written to
	 */
	public boolean committing(ConnectionSource connection, @Nullable TransactionWrites other) throws SQLException {
		committing();
		boolean failed = true;
		try {
			boolean committable = this.rows.write(connection, (other != null) ? other.rows : null);
			failed = false;
			return committable;
		}
		finally {
			if (failed && this.rows.written().isEmpty()) {
				this.announcement.withdraw();
			}
		}
	}

	/**
	 * Returns whether the database has a log that a row can be written to.
	 * @return whether a row is written before the commit
	 */
	public boolean isRecordable() {
		return this.rows.log() != null;
	}

	/**
	 * Records that the transaction was committed, or may have been.
	 */
	public void committed() {
		this.rows.committed();
		if (this.written.isEmpty()) {
			// It has what other writes deliver, which are pending until they have.
			this.rows.written().forEach(Append::committed);
		}
		end(this.invalidations.deliveries()::deliver);
	}

	/**
	 * Records that the transaction is over, committed or not.
	 */
	public void over() {
		if (this.committedInBetween) {
			this.rows.clear();
		}
		tellWhatWasCommittedInBetween();
		committed();
	}

	/**
	 * Has the logs told once more of what may have been committed in between, because the
	 * row of the transaction may have been rolled back.
	 */
	private void tellWhatWasCommittedInBetween() {
		if (this.committedInBetween) {
			this.rows.add(this.written);
		}
	}

	/**
	 * Records that a statement of the transaction may commit what was written before it,
	 * as DDL does in some databases. Other nodes are then told even of a rollback.
	 */
	public void mayCommitInBetween() {
		this.committedInBetween = true;
	}

	/**
	 * Records that the transaction was rolled back. If COMMIT had been sent before, it
	 * counts as committed.
	 */
	public void rolledBack() {
		if (isCommitting() || this.committedInBetween) {
			over();
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
		this.announcement.withdraw();
		clear();
	}

	/**
	 * Records that the outcome of the transaction is unknown: it may have been committed,
	 * or may be committed later. What it wrote is invalidated now, and stays pending
	 * until the outcome is known, or for a while.
	 */
	public void unknown() {
		tellWhatWasCommittedInBetween();
		end(this.invalidations.deliveries()::deliverUnknown);
	}

	private void end(End end) {
		committing();
		InvalidationRecord record = this.written;
		List<InvalidationRecord> pending = this.announcement.take();
		List<Append> recorded = this.rows.written();
		List<UntoldLog> untold = this.rows.untold();
		clear();
		if (!record.isEmpty()) {
			end.accept(record, this.origin, pending, recorded, untold);
		}
	}

	/**
	 * Records that a log was told what this transaction invalidates, in a row of other
	 * writes.
	 */
	void recorded(DatabaseLog log, InvalidationRecord record) {
		this.rows.recorded(log, record);
	}

	/**
	 * Records that the transaction is being prepared, so that from now on any session may
	 * commit it at any time. Later writes may still belong to it.
	 */
	public void prepared() {
		committing();
		List<InvalidationRecord> pending = this.announcement.take();
		List<Append> recorded = this.rows.written();
		this.rows.clearWritten();
		tellWhatWasCommittedInBetween();
		if (!this.written.isEmpty()) {
			this.invalidations.deliveries()
				.deliverUnknown(this.written, this.origin, pending, recorded, this.rows.untold());
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
			over();
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
		return this.announcement.isMade();
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
		return this.collected ? this.written : this.collector.complete(this.written);
	}

	private void clear() {
		this.announcement.clear();
		this.collector.clear();
		this.collected = false;
		this.rows.clear();
		this.committedInBetween = false;
		this.written = InvalidationRecord.NONE;
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
