package dev.accelerate.jpa;

import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatementInspector} that shows every statement to the {@link SessionTracking}.
 * It changes none, and hands each on to the application's own inspector, if there is one.
 */
final class TrackingInspector implements StatementInspector {

	private final SessionTracking tracking;

	private final @Nullable StatementInspector next;

	TrackingInspector(SessionTracking tracking, @Nullable StatementInspector next) {
		this.tracking = tracking;
		this.next = next;
	}

	SessionTracking tracking() {
		return this.tracking;
	}

	@Override
	public @Nullable String inspect(String sql) {
		String inspected = (this.next != null) ? this.next.inspect(sql) : sql;
		this.tracking.sending((inspected != null) ? inspected : sql);
		return inspected;
	}

}
