package dev.accelerate.tracking;

import java.util.Collection;
import java.util.function.Predicate;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.sql.SqlAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the statements that threads send to the database, and so what a load reads and
 * what a transaction writes.
 */
public final class StatementTracker {

	private final SqlAnalyzer statements;

	private final LoadTracker loads;

	private final TransactionTracker transactions;

	private final boolean automatic;

	private final Predicate<Tables> unkeyed;

	private final ThreadStateHolder threads;

	private final CommitNotice commitNotice;

	/**
	 * Creates a tracker.
	 * @param statements the analyzer of statements
	 * @param loads the loads in progress
	 * @param transactions the transactions in progress
	 * @param threads the holder of each thread's state, where claimed statements are kept
	 * @param automatic whether writes invalidate results
	 */
	public StatementTracker(SqlAnalyzer statements, LoadTracker loads, TransactionTracker transactions,
			ThreadStateHolder threads, boolean automatic) {
		this(statements, loads, transactions, threads, automatic, (tables) -> false);
	}

	/**
	 * Creates a tracker.
	 * @param statements the analyzer of statements
	 * @param loads the loads in progress
	 * @param transactions the transactions in progress
	 * @param threads the holder of each thread's state, where claimed statements are kept
	 * @param automatic whether writes invalidate results
	 * @param unkeyed tells whether what is read from given tables depends on something
	 * that is in no key
	 */
	public StatementTracker(SqlAnalyzer statements, LoadTracker loads, TransactionTracker transactions,
			ThreadStateHolder threads, boolean automatic, Predicate<Tables> unkeyed) {
		this.unkeyed = unkeyed;
		this.threads = threads;
		this.commitNotice = new CommitNotice(threads);
		this.statements = statements;
		this.loads = loads;
		this.transactions = transactions;
		this.automatic = automatic;
	}

	/**
	 * Records that this thread is about to send a statement.
	 * @param sql the statement
	 * @return what the statement invalidates when it is committed, which may be nothing
	 */
	public InvalidationRecord sending(String sql) {
		boolean read = this.statements.isRead(sql);
		if (this.loads.isLoading()) {
			this.loads.read(judge(this.statements.read(sql)));
		}
		if (read) {
			if (!this.transactions.current().isEmpty() && this.statements.locks(sql)) {
				this.transactions.locked();
			}
			return InvalidationRecord.NONE;
		}
		this.transactions.wrote();
		return this.automatic ? this.statements.written(sql) : InvalidationRecord.NONE;
	}

	/**
	 * Sets what is done before plain JDBC code takes the connection of a read-write
	 * transaction for the first time.
	 * @param beforeJdbc the action, called on the thread of the transaction
	 */
	public void beforeJdbc(Runnable beforeJdbc) {
		this.transactions.beforeJdbc(beforeJdbc);
	}

	/**
	 * Records that code other than that of sessions may write on this thread, such as
	 * plain JDBC code. It may do so in the transaction of a session.
	 */
	public void othersMayWrite() {
		this.transactions.othersMayWrite();
	}

	/**
	 * Returns how often such code may have written on this thread.
	 * @return a number that grows whenever it may have
	 */
	public long others() {
		return this.transactions.others();
	}

	/**
	 * Returns whether such code may write on this thread unnoticed, now.
	 * @return whether it may take the connection of a session
	 */
	public boolean mayOthersWriteUnnoticed() {
		return WatchedConnectionHolder.isAnyUnwatched();
	}

	/**
	 * Returns whether a statement only reads.
	 * @param sql the statement
	 * @return whether it is known not to write
	 */
	public boolean isRead(String sql) {
		return this.statements.isRead(sql);
	}

	/**
	 * Returns whether a statement writes rows and does nothing else.
	 * @param sql the statement
	 * @return whether it can be part of a transaction
	 */
	public boolean isDml(String sql) {
		return this.statements.isDml(sql);
	}

	/**
	 * Records that this thread is about to read some tables, whatever the text of its
	 * statement names.
	 * @param names the names of the tables, with or without schema and quotes
	 */
	public void reading(Collection<String> names) {
		if (this.loads.isLoading()) {
			this.loads.depend(judge(this.statements.readTables(names)));
		}
	}

	/**
	 * Returns what the load in progress depends on because of what it reads. If that is
	 * not known, or is in no key, the result is not stored.
	 */
	private Tables judge(@Nullable Tables tables) {
		if (tables == null || this.unkeyed.test(tables)) {
			this.loads.includeUnknown();
		}
		return (tables != null && this.automatic) ? tables : Tables.NONE;
	}

	/**
	 * Records that this thread is about to write to some tables, whatever the text of its
	 * statement names.
	 * @param names the names of the tables, with or without schema and quotes
	 * @return what that invalidates when it is committed
	 */
	public InvalidationRecord writing(Collection<String> names) {
		this.transactions.wrote();
		return this.automatic ? this.statements.writtenTables(names) : InvalidationRecord.NONE;
	}

	/**
	 * Returns what a write to some tables invalidates.
	 * @param names the names of the tables, with or without schema and quotes
	 * @return the invalidation, which may be empty
	 */
	public InvalidationRecord written(Collection<String> names) {
		return this.automatic ? this.statements.writtenTables(names) : InvalidationRecord.NONE;
	}

	/**
	 * Records that this thread may from now on send statements that the cache does not
	 * observe.
	 * @return what these statements invalidate when they are committed, the same as
	 * unrecognized statements
	 */
	public InvalidationRecord sendingUnobserved() {
		this.transactions.wrote();
		return this.automatic ? this.statements.unobserved() : InvalidationRecord.NONE;
	}

	/**
	 * Returns whether a statement prepares its transaction, so that any session may
	 * commit it later.
	 * @param sql the statement
	 * @return whether what the transaction wrote may show in the database at any time
	 */
	public boolean prepares(String sql) {
		return this.automatic && this.statements.prepares(sql);
	}

	/**
	 * Returns the notice that Hibernate is about to commit a connection.
	 * @return the notice for the connections of all threads
	 */
	public CommitNotice commitNotice() {
		return this.commitNotice;
	}

	/**
	 * Records that the code that prepares this statement on this thread also follows it
	 * to its commit.
	 * @param sql the statement
	 */
	public void claim(String sql) {
		this.threads.current().claimed = sql;
	}

	/**
	 * Returns whether the statement that this thread is preparing has been claimed. The
	 * statement must be the same object. This removes the claim.
	 * @param sql the statement
	 * @return whether it is followed to its commit already
	 */
	@SuppressWarnings("ReferenceEquality")
	public boolean isClaimed(String sql) {
		ThreadState thread = this.threads.current();
		if (thread.claimed != sql) {
			return false;
		}
		thread.claimed = null;
		return true;
	}

}
