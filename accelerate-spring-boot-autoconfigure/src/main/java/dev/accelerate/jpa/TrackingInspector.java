package dev.accelerate.jpa;

import dev.accelerate.jpa.unkeyed.DelegatingInspector;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatementInspector} that shows every statement to the {@link SessionTracker}. It
 * changes none, and hands each on to the application's own inspector, if there is one.
 */
final class TrackingInspector implements DelegatingInspector {

	private final SessionTracker tracking;

	private final UnitDependencyTracker dependencies;

	private final @Nullable StatementInspector next;

	TrackingInspector(SessionTracker tracking, @Nullable StatementInspector next) {
		this.tracking = tracking;
		this.dependencies = tracking.newDependencies();
		this.next = next;
	}

	/**
	 * Returns the inspector of a persistence unit, or {@code null} if the unit is not
	 * tracked.
	 */
	static @Nullable TrackingInspector of(SessionFactoryImplementor sessionFactory) {
		return (sessionFactory.getSessionFactoryOptions()
			.getStatementInspector() instanceof TrackingInspector inspector) ? inspector : null;
	}

	/**
	 * Returns whether a session shows its statements to such an inspector. It may have
	 * been opened with another one, or with none.
	 */
	static boolean inspects(SharedSessionContractImplementor session) {
		return session.getJdbcSessionContext().getStatementInspector() instanceof TrackingInspector;
	}

	SessionTracker tracking() {
		return this.tracking;
	}

	@Override
	public @Nullable StatementInspector next() {
		return this.next;
	}

	/**
	 * Returns what the answers of the unit depend on, whose inspector this is.
	 */
	UnitDependencyTracker dependencies() {
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
