package dev.accelerate.jpa.rows;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.RowCollector;
import dev.accelerate.invalidation.TableRows;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.tracking.ThreadSlot;
import dev.accelerate.tracking.ThreadStateHolder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Tracker of the rows that Hibernate writes. A statement is accounted for only while the
 * very mutation that sends it is executed on the same thread. Whatever else is sent
 * writes unknown rows.
 */
public final class RowTracker {

	private final ThreadSlot<MutationScope> scopes;

	private final Map<SharedSessionContractImplementor, RowCollector> collectors = Collections
		.synchronizedMap(new WeakHashMap<>());

	private final Map<SessionFactoryImplementor, RowMapping> mappings = Collections
		.synchronizedMap(new WeakHashMap<>());

	private final Map<String, String> plainNames = new ConcurrentHashMap<>();

	/**
	 * Creates a tracker.
	 * @param threads where what a thread is executing is kept
	 */
	public RowTracker(ThreadStateHolder threads) {
		this.scopes = new ThreadSlot<>(threads);
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
	}

	/**
	 * Returns what a statement invalidates, with the table whose rows are collected.
	 * @param sql the statement as Hibernate made it
	 * @param sent the statement as it is sent
	 * @param record what it invalidates by its text
	 */
	public InvalidationRecord covered(String sql, String sent, InvalidationRecord record) {
		MutationScope scope = this.scopes.get();
		if (scope == null || record.all() || !sql.equals(sent)) {
			return record;
		}
		String table = scope.table(sql);
		String plain = (table != null) ? plainName(table) : null;
		if (plain == null || !record.tables().names().contains(plain)) {
			return record;
		}
		return record.withRows(Map.of(plain, TableRows.of(scope.rows().fingerprint())));
	}

	@Nullable RowCollector collector(SharedSessionContractImplementor session) {
		return this.collectors.get(session);
	}

	/**
	 * Returns which tables of a persistence unit have rows of what.
	 */
	public RowMapping mapping(SessionFactoryImplementor sessionFactory) {
		return this.mappings.computeIfAbsent(sessionFactory, RowMapping::new);
	}

	String plainName(String table) {
		return this.plainNames.computeIfAbsent(table, TableDirectory::plainName);
	}

	ThreadSlot<MutationScope> scopes() {
		return this.scopes;
	}

}
