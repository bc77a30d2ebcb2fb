package dev.accelerate.jpa;

import dev.accelerate.jpa.unkeyed.DelegatingInspector;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatementInspector} that shows every statement to the {@link SessionTracker} and
 * changes none. The application's own inspector, if there is one, is called before, so
 * that what it makes of a statement is shown.
 */
final class TrackingInspector implements DelegatingInspector {

	private final SessionTracker tracker;

	private final UnitDependencyTracker dependencies;

	private final @Nullable StatementInspector next;

	TrackingInspector(SessionTracker tracker, @Nullable StatementInspector next) {
		this.tracker = tracker;
		this.dependencies = tracker.newDependencies();
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

	/**
	 * Returns the tracker of what the results of the unit of a session depend on, or
	 * {@code null} if there is none.
	 */
	static @Nullable UnitDependencyTracker dependenciesOf(SharedSessionContractImplementor session) {
		TrackingInspector inspector = of(session.getFactory());
		return (inspector != null) ? inspector.dependencies() : null;
	}

	SessionTracker tracker() {
		return this.tracker;
	}

	@Override
	public @Nullable StatementInspector next() {
		return this.next;
	}

	/**
	 * Returns the tracker of what the results of this unit depend on.
	 */
	UnitDependencyTracker dependencies() {
		return this.dependencies;
	}

	@Override
	public @Nullable String inspect(String sql) {
		String inspected = (this.next != null) ? this.next.inspect(sql) : sql;
		String sent = (inspected != null) ? inspected : sql;
		this.tracker.statements().sending(sql, sent);
		this.dependencies.sending(sql, sent);
		return inspected;
	}

}
