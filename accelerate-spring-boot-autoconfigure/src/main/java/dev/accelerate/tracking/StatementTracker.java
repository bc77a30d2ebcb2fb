package dev.accelerate.tracking;

import java.util.Collection;
import java.util.function.Predicate;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.sql.SqlAnalyzer;

/**
 * Tracker of the statements that threads send to the database: what a load reads, and
 * what a transaction writes.
 */
public final class StatementTracker {

	private final SqlAnalyzer statements;

	private final LoadTracker scopes;

	private final TransactionTracker transactions;

	private final boolean automatic;

	private final Predicate<Tables> hidden;

	private final ThreadStateHolder threads;

	/**
	 * Creates a tracker.
	 * @param statements the reader of statements
	 * @param scopes the loads in progress
	 * @param transactions the transactions in progress
	 * @param threads where claimed statements are kept
	 * @param automatic whether writes invalidate what was read
	 */
	public StatementTracker(SqlAnalyzer statements, LoadTracker scopes, TransactionTracker transactions,
			ThreadStateHolder threads, boolean automatic) {
		this(statements, scopes, transactions, threads, automatic, (tables) -> false);
	}

	/**
	 * Creates a tracker.
	 * @param statements the reader of statements
	 * @param scopes the loads in progress
	 * @param transactions the transactions in progress
	 * @param threads where claimed statements are kept
	 * @param automatic whether writes invalidate what was read
	 * @param hidden whether what is read from some tables depends on something that is in
	 * no key
	 */
	public StatementTracker(SqlAnalyzer statements, LoadTracker scopes, TransactionTracker transactions,
			ThreadStateHolder threads, boolean automatic, Predicate<Tables> hidden) {
		this.hidden = hidden;
		this.threads = threads;
		this.statements = statements;
		this.scopes = scopes;
		this.transactions = transactions;
		this.automatic = automatic;
	}

	/**
	 * Records that this thread is about to send a statement.
	 * @param sql the statement
	 * @return what it makes invalid when it is committed, which may be nothing
	 */
	public InvalidationRecord sending(String sql) {
		boolean read = this.statements.isRead(sql);
		if (this.scopes.isLoading()) {
			Tables tables = this.statements.read(sql);
			this.scopes.read(this.automatic ? tables : Tables.NONE);
			if (this.hidden.test(tables)) {
				this.scopes.wentPast();
			}
		}
		if (read) {
			return InvalidationRecord.NONE;
		}
		this.transactions.wrote();
		return this.automatic ? this.statements.written(sql) : InvalidationRecord.NONE;
	}

	/**
	 * Records that this thread is about to read some tables, whatever the text of its
	 * statement names.
	 * @param names the names of the tables, with or without schema and quotes
	 */
	public void reading(Collection<String> names) {
		if (this.scopes.isLoading()) {
			Tables tables = this.statements.readTables(names);
			this.scopes.depend(this.automatic ? tables : Tables.NONE);
			if (this.hidden.test(tables)) {
				this.scopes.wentPast();
			}
		}
	}

	/**
	 * Records that this thread is about to write to some tables, whatever the text of its
	 * statement names.
	 * @param names the names of the tables, with or without schema and quotes
	 * @return what that makes invalid when it is committed
	 */
	public InvalidationRecord writing(Collection<String> names) {
		this.transactions.wrote();
		return this.automatic ? this.statements.writtenTables(names) : InvalidationRecord.NONE;
	}

	/**
	 * Records that this thread may send statements from now on that nobody sees.
	 * @return what they make invalid when they are committed, as those do that are not
	 * understood
	 */
	public InvalidationRecord sendingUnobserved() {
		this.transactions.wrote();
		return this.automatic ? this.statements.unobserved() : InvalidationRecord.NONE;
	}

	/**
	 * Returns whether a statement prepares the transaction it is sent in, which anyone
	 * may commit later.
	 * @param sql the statement
	 * @return whether what the transaction wrote may show in the database at any time
	 */
	public boolean prepares(String sql) {
		return this.automatic && this.statements.prepares(sql);
	}

	/**
	 * Records that whoever prepares a statement next on this thread follows it to its
	 * commit.
	 * @param sql the statement
	 */
	public void claim(String sql) {
		this.threads.current().claimed = sql;
	}

	/**
	 * Returns whether the statement that this thread is preparing has been claimed. It is
	 * known by being the very same object, and is claimed once.
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
