package dev.accelerate.jpa;

import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatementInspector} that shows every statement to the {@link SessionTracker}. It
 * changes none, and hands each on to the application's own inspector, if there is one.
 */
final class TrackingInspector implements StatementInspector {

	private final SessionTracker tracking;

	private final UnitDependencies dependencies;

	private final @Nullable StatementInspector next;

	TrackingInspector(SessionTracker tracking, @Nullable StatementInspector next) {
		this.tracking = tracking;
		this.dependencies = tracking.newDependencies();
		this.next = next;
	}

	SessionTracker tracking() {
		return this.tracking;
	}

	/**
	 * Returns the application's own inspector, or {@code null} if there is none.
	 */
	@Nullable StatementInspector next() {
		return this.next;
	}

	/**
	 * Returns what the answers of the unit depend on, whose inspector this is.
	 */
	UnitDependencies dependencies() {
		return this.dependencies;
	}

	@Override
	public @Nullable String inspect(String sql) {
		String inspected = (this.next != null) ? this.next.inspect(sql) : sql;
		String sent = (inspected != null) ? inspected : sql;
		this.tracking.sending(sent);
		this.dependencies.sending(sql, sent);
		return inspected;
	}

}
