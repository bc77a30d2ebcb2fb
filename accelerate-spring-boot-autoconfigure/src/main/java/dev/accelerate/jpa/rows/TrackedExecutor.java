package dev.accelerate.jpa.rows;

import java.util.function.Supplier;

import dev.accelerate.invalidation.RowCollector;
import org.hibernate.engine.jdbc.batch.spi.Batch;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.OperationResultChecker;
import org.hibernate.engine.jdbc.mutation.TableInclusionChecker;
import org.hibernate.engine.jdbc.mutation.group.PreparedStatementDetails;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.values.GeneratedValues;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.ValuesAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * {@link MutationExecutor} that collects the rows that are written, before the delegate
 * clears what is bound.
 */
final class TrackedExecutor implements MutationExecutor {

	private final MutationExecutor delegate;

	private final MutationOperationGroup group;

	private final SharedSessionContractImplementor session;

	private final Mutation mutation;

	private final RowCollector collector;

	private final RowTracker tracker;

	TrackedExecutor(MutationExecutor delegate, MutationOperationGroup group, SharedSessionContractImplementor session,
			Mutation mutation, RowCollector collector, RowTracker tracker) {
		this.delegate = delegate;
		this.group = group;
		this.session = session;
		this.mutation = mutation;
		this.collector = collector;
		this.tracker = tracker;
	}

	@Override
	public JdbcValueBindings getJdbcValueBindings() {
		return this.delegate.getJdbcValueBindings();
	}

	/**
	 * Returns the details of a statement. That of a delete is prepared by them, before it
	 * is executed.
	 */
	@Override
	@SuppressWarnings("NullAway")
	public PreparedStatementDetails getPreparedStatementDetails(String table) {
		PreparedStatementDetails details = this.delegate.getPreparedStatementDetails(table);
		return (details != null) ? new TrackedStatementDetails(details, this::within) : null;
	}

	@Override
	public @Nullable GeneratedValues execute(Object entity, ValuesAnalysis analysis, TableInclusionChecker included,
			OperationResultChecker checker, SharedSessionContractImplementor session) {
		return execute(() -> this.delegate.execute(entity, analysis, included, checker, session));
	}

	@Override
	public @Nullable GeneratedValues execute(Object entity, ValuesAnalysis analysis, TableInclusionChecker included,
			OperationResultChecker checker, SharedSessionContractImplementor session, Batch.StaleStateMapper mapper) {
		return execute(() -> this.delegate.execute(entity, analysis, included, checker, session, mapper));
	}

	private @Nullable GeneratedValues execute(Supplier<@Nullable GeneratedValues> execution) {
		if (collect()) {
			return within(execution);
		}
		GeneratedValues generated = null;
		try {
			generated = within(execution);
			return generated;
		}
		finally {
			collect(generated);
		}
	}

	private <T extends @Nullable Object> T within(Supplier<T> action) {
		MutationScope outer = this.tracker.scopes().get();
		this.tracker.scopes().set(new MutationScope(this.group, this.session, this.mutation.fingerprint(), outer));
		try {
			return action.get();
		}
		finally {
			this.tracker.scopes().set(outer);
		}
	}

	/**
	 * Collects what is bound. If that fails, nothing is known of the rows, and the write
	 * goes on.
	 */
	private boolean collect() {
		try {
			return this.mutation.collect(getJdbcValueBindings(), this.collector);
		}
		catch (RuntimeException | LinkageError ex) {
			this.tracker.failed(this.collector, ex);
			return true;
		}
	}

	private void collect(@Nullable GeneratedValues generated) {
		try {
			this.mutation.collect(generated, this.session, this.collector);
		}
		catch (RuntimeException | LinkageError ex) {
			this.tracker.failed(this.collector, ex);
		}
	}

	@Override
	public void release() {
		this.delegate.release();
	}

}
