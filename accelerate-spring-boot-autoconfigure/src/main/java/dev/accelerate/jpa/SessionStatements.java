package dev.accelerate.jpa;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.jpa.rows.RowTracker;
import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.tracking.ThreadSlot;
import dev.accelerate.tracking.ThreadStateHolder;
import org.jspecify.annotations.Nullable;

/**
 * Statements that sessions are about to send. Hibernate shows the text of a statement to
 * the {@link TrackingInspector} of the unit, and only afterwards tells the
 * {@link TrackedSession} that it prepares a statement. What is known of the statement is
 * kept for the thread in between.
 */
final class SessionStatements {

	/**
	 * Text that stands for a statement that the cache is not shown. It counts as a
	 * statement that is not understood.
	 */
	private static final String UNOBSERVED = "unseen in a session with noStatementInspector or its own";

	private final StatementTracker statements;

	private final ThreadSlot<Sending> sending;

	private final ThreadSlot<Set<String>> written;

	private final RowTracker rows;

	SessionStatements(StatementTracker statements, ThreadStateHolder threads, RowTracker rows) {
		this.statements = statements;
		this.rows = rows;
		this.sending = new ThreadSlot<>(threads);
		this.written = new ThreadSlot<>(threads);
	}

	/**
	 * Records that a session of this thread is about to prepare a statement.
	 * @param sql the statement as Hibernate made it
	 * @param sent the statement as it is sent
	 */
	void sending(String sql, String sent) {
		InvalidationRecord record = this.rows.covered(sql, sent, this.statements.sending(sent));
		Set<String> spaces = this.written.get();
		if (spaces != null) {
			record = record.and(this.statements.writing(names(spaces)));
		}
		this.sending.set(new Sending(record, this.statements.prepares(sent), !this.statements.isRead(sent),
				this.statements.isDml(sent)));
		this.statements.claim(sent);
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
	 * Returns the names of tables among query spaces. Hibernate treats a hint that lists
	 * several tables as the name of a single one.
	 */
	static Collection<String> names(Set<String> spaces) {
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
	 * Returns the effect of a statement that the session did not show to the inspector of
	 * the persistence unit.
	 */
	Sending unobserved() {
		return new Sending(this.statements.sending(UNOBSERVED), false, true, false);
	}

	/**
	 * Returns the effect of the statement that is being prepared, and forgets it.
	 * Hibernate prepares some statements, such as those for the next identifier of a
	 * table, without showing them to an inspector. They must not be confused with the
	 * statement before.
	 */
	Sending prepared() {
		Sending prepared = this.sending.get();
		this.sending.set(null);
		return (prepared != null) ? prepared : Sending.NOTHING;
	}

	/**
	 * Effect of a statement that a session is about to send.
	 *
	 * @param record what it invalidates when it is committed
	 * @param prepares whether it prepares the transaction for a commit in two phases
	 * @param writes whether it may write
	 * @param dml whether it writes rows and does nothing else
	 */
	record Sending(InvalidationRecord record, boolean prepares, boolean writes, boolean dml) {

		static final Sending NOTHING = new Sending(InvalidationRecord.NONE, false, false, false);

		/**
		 * Returns a statement that invalidates something else.
		 */
		Sending with(InvalidationRecord other) {
			return (other == this.record) ? this : new Sending(other, this.prepares, this.writes, this.dml);
		}

	}

}
