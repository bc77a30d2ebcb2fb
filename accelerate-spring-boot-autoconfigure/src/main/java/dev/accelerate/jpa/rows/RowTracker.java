package dev.accelerate.jpa.rows;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.RowCollector;
import dev.accelerate.invalidation.TableRows;
import dev.accelerate.jpa.unkeyed.RewrittenStatement;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.tracking.ThreadSlot;
import dev.accelerate.tracking.ThreadStateHolder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Tracker of the rows that Hibernate writes. A statement is accounted for only while the
 * very mutation that sends it is executed on the same thread. Whatever else is sent
 * writes unknown rows.
 */
public final class RowTracker {

	private static final Log logger = LogFactory.getLog(RowTracker.class);

	private final ThreadSlot<MutationScope> scopes;

	/**
	 * The session that each thread has written in last. Most often it is the same again.
	 */
	private final ThreadSlot<WritingSession> last;

	private final Map<SharedSessionContractImplementor, RowCollector> collectors = Collections
		.synchronizedMap(new WeakHashMap<>());

	private final Map<SessionFactoryImplementor, RowMapping> mappings = Collections
		.synchronizedMap(new WeakHashMap<>());

	private final BooleanSupplier needed;

	private volatile boolean warned;

	/**
	 * Creates a tracker.
	 * @param threads where what a thread is executing is kept
	 * @param needed tells whether rows have to be collected
	 */
	public RowTracker(ThreadStateHolder threads, BooleanSupplier needed) {
		this.needed = needed;
		this.scopes = new ThreadSlot<>(threads);
		this.last = new ThreadSlot<>(threads);
	}

	/**
	 * Sets where the rows that a session writes are collected.
	 */
	public void opened(SharedSessionContractImplementor session, RowCollector collector) {
		this.collectors.put(session, collector);
	}

	/**
	 * Forgets a session that closes.
	 */
	public void closed(SharedSessionContractImplementor session) {
		this.collectors.remove(session);
		WritingSession present = this.last.get();
		if (present != null && present.is(session)) {
			this.last.set(null);
		}
	}

	/**
	 * Returns what a statement invalidates, with the table whose rows are collected.
	 * @param sql the statement as Hibernate made it
	 * @param sent the statement as it is sent
	 * @param record what it invalidates by its text
	 */
	public InvalidationRecord covered(String sql, String sent, InvalidationRecord record) {
		MutationScope scope = this.scopes.get();
		if (scope == null || record.all() || RewrittenStatement.mayChangeResult(sql, sent)) {
			return record;
		}
		String table = scope.table(sql);
		String plain = (table != null) ? TableDirectory.plainName(table) : null;
		if (plain == null || !record.tables().names().contains(plain)) {
			return record;
		}
		return record.withRows(Map.of(plain, TableRows.of(scope.fingerprint())));
	}

	/**
	 * Returns what a statement of a session invalidates. Its rows are known only if the
	 * mutation that sends it is one of the same session.
	 * @param session the session that sends the statement
	 * @param record what the statement invalidates
	 */
	public InvalidationRecord sent(SharedSessionContractImplementor session, InvalidationRecord record) {
		if (record.rows().tables().isEmpty()) {
			return record;
		}
		MutationScope scope = this.scopes.get();
		return (scope != null && scope.session() == session) ? record : record.withUnknownRows();
	}

	/**
	 * Returns where the rows that a session writes are collected, or {@code null} if they
	 * are not.
	 */
	@Nullable WritingSession writing(SharedSessionContractImplementor session) {
		if (!this.needed.getAsBoolean()) {
			return null;
		}
		WritingSession present = this.last.get();
		if (present != null && present.is(session)) {
			return present;
		}
		RowCollector collector = this.collectors.get(session);
		if (collector == null) {
			return null;
		}
		WritingSession writing = new WritingSession(new WeakReference<>(session), collector,
				mapping(session.getFactory()));
		this.last.set(writing);
		return writing;
	}

	/**
	 * Returns the rows of a persistence unit. If its mapping is not understood, there are
	 * none.
	 * @param sessionFactory the session factory of the unit
	 */
	public RowMapping mapping(SessionFactoryImplementor sessionFactory) {
		return this.mappings.computeIfAbsent(sessionFactory, RowTracker::build);
	}

	private static RowMapping build(SessionFactoryImplementor sessionFactory) {
		try {
			return new RowMappingBuilder(sessionFactory).build();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The rows of a persistence unit are not told apart, because its mapping is not understood", ex);
			return RowMapping.NONE;
		}
	}

	/**
	 * Records that it is not known what a transaction writes, because finding that out
	 * has failed.
	 */
	void failed(RowCollector collector, Throwable failure) {
		collector.unknown();
		if (!this.warned) {
			this.warned = true;
			logger.warn("It could not be found out which rows a write of Hibernate changes. "
					+ "It invalidates all results of its tables", failure);
		}
	}

	ThreadSlot<MutationScope> scopes() {
		return this.scopes;
	}

}
