package dev.accelerate.invalidation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.InvalidationChannel.Append;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the logs of databases that tell other nodes what one transaction invalidates,
 * and what is in none of them yet.
 */
final class TransactionRows {

	private final Invalidations invalidations;

	private final @Nullable Object database;

	private final boolean told;

	private final List<Append> rows = new ArrayList<>();

	private InvalidationRecord unrecorded = InvalidationRecord.NONE;

	/**
	 * Whether this is the thread's transaction, which has invalidations of its own.
	 */
	private BooleanSupplier ofThread = () -> false;

	private boolean alone;

	/**
	 * Whether a row could not be written, and the transaction commits nevertheless.
	 */
	private boolean failed;

	/**
	 * Invalidations of the thread's transaction that are in rows of this one.
	 */
	private final List<JoinedInvalidations> joined = new ArrayList<>();

	/**
	 * What each log was told in a row of other writes.
	 */
	private Map<DatabaseLog, InvalidationRecord> recordedElsewhere = Map.of();

	/**
	 * Creates an instance without rows.
	 * @param database what leads to the database that is written to, or {@code null} if
	 * that is not known
	 * @param told whether other nodes are told
	 */
	TransactionRows(Invalidations invalidations, @Nullable Object database, boolean told) {
		this.invalidations = invalidations;
		this.database = database;
		this.told = told;
	}

	/**
	 * Has rows take what the thread's transaction invalidates by itself.
	 */
	void joinThread(BooleanSupplier ofThread, boolean alone) {
		this.ofThread = ofThread;
		this.alone = alone;
	}

	/**
	 * Records that the transaction invalidates something.
	 */
	void add(InvalidationRecord record) {
		this.unrecorded = this.unrecorded.and(record);
		this.failed = false;
	}

	/**
	 * Records which rows were written.
	 */
	void complete(RowCollector collector) {
		this.unrecorded = collector.complete(this.unrecorded);
	}

	/**
	 * Returns the log of the database, or {@code null} if no row can be written to it.
	 */
	@Nullable DatabaseLog log() {
		return this.told ? this.invalidations.logOf(this.database) : null;
	}

	/**
	 * Writes what is in no row yet, in the transaction itself. That may be nothing but
	 * tags of the thread's transaction, if nothing else was seen.
	 * @param other what else is written in the transaction, which is in the same row
	 * then, or {@code null} if there is nothing else
	 * @return whether the transaction can commit; {@code false} if the database has made
	 * it fail before
	 * @throws SQLException if the transaction itself has failed
	 * @throws AccelerateException with {@link ErrorCode#P6008} if the log could not be
	 * written to, and the transaction must not commit then
	 */
	boolean write(ConnectionSource connection, @Nullable TransactionRows other) throws SQLException {
		DatabaseLog log = (!this.failed && (this.alone || !this.unrecorded.isEmpty())) ? log() : null;
		if (log == null) {
			return true;
		}
		JoinedInvalidations joining = JoinedInvalidations.of(this.invalidations, log, this.ofThread);
		InvalidationRecord record = this.unrecorded.and(joining.record());
		if (record.isEmpty()) {
			return true;
		}
		TransactionRows sharing = (other != null && !other.unrecorded.isEmpty() && log.equals(other.log())) ? other
				: null;
		try {
			Connection open = connection.get();
			if (open.isReadOnly()) {
				// Such a transaction can write nothing, and only calls what might. The
				// log is told after the commit.
				return true;
			}
			if (sharing == null) {
				recorded(log.prepare(record, open));
			}
			else {
				Append row = new SharedRow(log.prepare(record.and(sharing.unrecorded), open));
				recorded(row);
				sharing.recorded(row);
			}
		}
		catch (SQLException ex) {
			return isCommittable(
					new AccelerateException(ErrorCode.P6008,
							"The transaction has no connection to record in the invalidation log what it writes", ex),
					sharing);
		}
		catch (AccelerateException ex) {
			return isCommittable(ex, sharing);
		}
		if (!joining.isEmpty()) {
			this.joined.add(joining);
			joining.written();
		}
		return true;
	}

	private void recorded(Append row) {
		this.rows.add(row);
		this.unrecorded = InvalidationRecord.NONE;
	}

	/**
	 * Returns whether the transaction can commit although its row could not be written.
	 * It sees a failure of its own as it would without the row. A failure that does not
	 * matter is not tried again.
	 */
	private boolean isCommittable(AccelerateException failure, @Nullable TransactionRows sharing) throws SQLException {
		SQLException own = Failures.ofTransaction(failure);
		if (own != null && Failures.isAborted(own)) {
			return false;
		}
		if ((own == null || !Failures.haveEndedTransaction(own)) && this.invalidations.toleratesFailure(failure)) {
			this.failed = true;
			if (sharing != null) {
				sharing.failed = true;
			}
			return true;
		}
		if (own != null) {
			throw own;
		}
		throw failure;
	}

	/**
	 * Records that the transaction was committed, or may have been.
	 */
	void committed() {
		this.joined.forEach(JoinedInvalidations::committed);
	}

	/**
	 * Records that a log was told what the transaction invalidates, in a row of other
	 * writes.
	 */
	void recorded(DatabaseLog log, InvalidationRecord record) {
		Map<DatabaseLog, InvalidationRecord> more = new HashMap<>(this.recordedElsewhere);
		more.put(log, record);
		this.recordedElsewhere = more;
	}

	/**
	 * Returns the rows that were written in the transaction.
	 */
	List<Append> written() {
		return List.copyOf(this.rows);
	}

	/**
	 * Returns what each log must still be told.
	 */
	List<UntoldLog> untold() {
		return !this.told ? List.of()
				: this.invalidations.untold(this.unrecorded, this.database)
					.stream()
					.filter((log) -> !log.record().equals(this.recordedElsewhere.get(log.log())))
					.toList();
	}

	/**
	 * Forgets the rows, whose outcome is waited for.
	 */
	void clearWritten() {
		this.rows.clear();
	}

	/**
	 * Forgets everything, because the transaction is over.
	 */
	void clear() {
		this.rows.clear();
		this.unrecorded = InvalidationRecord.NONE;
		this.joined.clear();
		this.failed = false;
		this.recordedElsewhere = Map.of();
	}

}
