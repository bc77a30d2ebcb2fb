package dev.accelerate.tracking;

import dev.accelerate.sql.SessionEffect;

import org.springframework.util.ConcurrentLruCache;

/**
 * Watches the statements that set up a database session. What the session answers
 * afterwards may depend on what was set, such as a tenant. Its transactions may also be
 * isolated differently than its connection or a declaration says.
 */
public final class SessionSettings {

	static final Evidence SETTING = new Evidence("session-setting",
			"The application changes settings of database sessions on which answers may depend, such as a search path, "
					+ "a role or a variable: declare a SignatureContributor bean that contributes it");

	private static final int CACHED = 1024;

	/**
	 * Longer texts are rarely repeated, and would fill the memory.
	 */
	private static final int LONGEST_CACHED = 16 * 1024;

	private final ConcurrentLruCache<String, SessionEffect> effects = new ConcurrentLruCache<>(CACHED,
			SessionEffect::of);

	private final LoadTracker loads;

	private final TransactionTracker transactions;

	/**
	 * Creates a watch.
	 * @param loads the loads in progress
	 * @param transactions the transactions in progress
	 */
	public SessionSettings(LoadTracker loads, TransactionTracker transactions) {
		this.loads = loads;
		this.transactions = transactions;
	}

	/**
	 * Records that this thread is about to send a statement.
	 * @param sql the statement
	 * @param dependency where it is recorded that answers may depend on the statement
	 * from now on
	 */
	public void sending(String sql, SeenDependency dependency) {
		SessionEffect effect = (sql.length() <= LONGEST_CACHED) ? this.effects.get(sql) : SessionEffect.of(sql);
		switch (effect) {
			case ANSWERS -> changed(dependency);
			case ISOLATION -> this.transactions.isolated();
			case NONE -> {
			}
		}
	}

	/**
	 * Records that this thread has changed something in a database session on which
	 * answers may depend.
	 * @param dependency where that is recorded
	 */
	public void changed(SeenDependency dependency) {
		dependency.record(SETTING);
		if (!dependency.isContributed()) {
			this.loads.markUnkeyed(SETTING);
		}
	}

}
