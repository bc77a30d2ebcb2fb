package dev.accelerate.jpa.rows;

import dev.accelerate.invalidation.RowCollector;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.model.MutationOperationGroup;

/**
 * {@link MutationExecutorService} that has the rows of entities collected.
 */
public final class TrackingMutationService implements MutationExecutorService {

	private final transient MutationExecutorService delegate;

	private final transient RowTracker tracker;

	/**
	 * Creates a service.
	 * @param delegate the service that Hibernate would use
	 * @param tracker is told of the rows
	 */
	public TrackingMutationService(MutationExecutorService delegate, RowTracker tracker) {
		this.delegate = delegate;
		this.tracker = tracker;
	}

	@Override
	public MutationExecutor createExecutor(BatchKeyAccess key, MutationOperationGroup group,
			SharedSessionContractImplementor session) {
		MutationExecutor executor = this.delegate.createExecutor(key, group, session);
		RowCollector collector = this.tracker.collector(session);
		HierarchyRows rows = (collector != null && group.getMutationTarget() instanceof EntityPersister persister)
				? this.tracker.mapping(session.getFactory()).of(persister) : null;
		return (rows != null && collector != null) ? new TrackedExecutor(executor, group, rows, collector, this.tracker)
				: executor;
	}

}
