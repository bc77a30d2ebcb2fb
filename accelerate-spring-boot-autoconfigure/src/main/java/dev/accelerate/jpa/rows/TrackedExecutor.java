package dev.accelerate.jpa.rows;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.invalidation.RowCollector;
import org.hibernate.engine.jdbc.batch.spi.Batch;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.OperationResultChecker;
import org.hibernate.engine.jdbc.mutation.ParameterUsage;
import org.hibernate.engine.jdbc.mutation.TableInclusionChecker;
import org.hibernate.engine.jdbc.mutation.group.PreparedStatementDetails;
import org.hibernate.engine.jdbc.mutation.spi.Binding;
import org.hibernate.engine.jdbc.mutation.spi.BindingGroup;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.values.GeneratedValues;
import org.hibernate.jdbc.Expectation;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.MutationType;
import org.hibernate.sql.model.TableMapping;
import org.hibernate.sql.model.ValuesAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * {@link MutationExecutor} that collects the row that is written, before the delegate
 * clears what is bound.
 */
final class TrackedExecutor implements MutationExecutor {

	private final MutationExecutor delegate;

	private final MutationOperationGroup group;

	private final HierarchyRows rows;

	private final RowCollector collector;

	private final RowTracker tracker;

	TrackedExecutor(MutationExecutor delegate, MutationOperationGroup group, HierarchyRows rows, RowCollector collector,
			RowTracker tracker) {
		this.delegate = delegate;
		this.group = group;
		this.rows = rows;
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
		return (details != null) ? new Details(details) : null;
	}

	@Override
	public @Nullable GeneratedValues execute(Object entity, ValuesAnalysis analysis, TableInclusionChecker included,
			OperationResultChecker checker, SharedSessionContractImplementor session) {
		return execute(session, () -> this.delegate.execute(entity, analysis, included, checker, session));
	}

	@Override
	public @Nullable GeneratedValues execute(Object entity, ValuesAnalysis analysis, TableInclusionChecker included,
			OperationResultChecker checker, SharedSessionContractImplementor session, Batch.StaleStateMapper mapper) {
		return execute(session, () -> this.delegate.execute(entity, analysis, included, checker, session, mapper));
	}

	private @Nullable GeneratedValues execute(SharedSessionContractImplementor session,
			Supplier<@Nullable GeneratedValues> execution) {
		Long mark = mark();
		if (mark != null) {
			collect(mark);
			return within(execution);
		}
		GeneratedValues generated = null;
		try {
			generated = within(execution);
			return generated;
		}
		finally {
			collect(generated(generated, session));
		}
	}

	private <T extends @Nullable Object> T within(Supplier<T> action) {
		MutationScope outer = this.tracker.scopes().get();
		this.tracker.scopes().set(new MutationScope(this.group, this.rows, outer));
		try {
			return action.get();
		}
		finally {
			this.tracker.scopes().set(outer);
		}
	}

	/**
	 * Returns the mark of the row by what is bound, or {@code null} if no identifier is
	 * bound.
	 */
	private @Nullable Long mark() {
		ParameterUsage usage = (this.group.getMutationType() == MutationType.INSERT) ? ParameterUsage.SET
				: ParameterUsage.RESTRICT;
		for (int i = 0; i < this.group.getNumberOfOperations(); i++) {
			TableMapping table = this.group.getOperation(i).getTableDetails();
			BindingGroup bound = getJdbcValueBindings().getBindingGroup(table.getTableName());
			List<@Nullable Object> key = (bound != null && table instanceof EntityTableMapping mapping)
					? key(bound, RowMapping.columns(mapping), usage) : null;
			if (key != null) {
				return this.rows.mark(key);
			}
		}
		return null;
	}

	private static @Nullable List<@Nullable Object> key(BindingGroup bound, List<String> columns,
			ParameterUsage usage) {
		List<@Nullable Object> key = new ArrayList<>();
		for (String column : columns) {
			for (Binding binding : bound.getBindings()) {
				if (binding.getValueDescriptor().getUsage() == usage && binding.getColumnName().equals(column)) {
					key.add(binding.getValue());
				}
			}
		}
		return (key.size() == columns.size()) ? key : null;
	}

	/**
	 * Returns the mark of a row whose identifier the database has made.
	 */
	private @Nullable Long generated(@Nullable GeneratedValues generated, SharedSessionContractImplementor session) {
		if (generated == null || this.group.getMutationType() != MutationType.INSERT
				|| !(this.group.getMutationTarget() instanceof EntityPersister persister)) {
			return null;
		}
		Object id = generated.getGeneratedValue(persister.getIdentifierMapping());
		return (id != null) ? this.rows.mark(persister, id, session) : null;
	}

	/**
	 * Collects the row for each table that may be written to, because it is not known
	 * which statements follow.
	 */
	private void collect(@Nullable Long mark) {
		for (int i = 0; i < this.group.getNumberOfOperations(); i++) {
			MutationOperation operation = this.group.getOperation(i);
			String table = this.tracker.plainName(operation.getTableDetails().getTableName());
			if (mark != null && MutationScope.isPlain(operation)) {
				this.collector.add(table, this.rows.fingerprint(), mark);
			}
			else {
				this.collector.unknown(table);
			}
		}
	}

	@Override
	public void release() {
		this.delegate.release();
	}

	/**
	 * Details whose statement is prepared by the mutation.
	 */
	private final class Details implements PreparedStatementDetails {

		private final PreparedStatementDetails details;

		Details(PreparedStatementDetails details) {
			this.details = details;
		}

		@Override
		public TableMapping getMutatingTableDetails() {
			return this.details.getMutatingTableDetails();
		}

		@Override
		public String getSqlString() {
			return this.details.getSqlString();
		}

		@Override
		public PreparedStatement getStatement() {
			return this.details.getStatement();
		}

		@Override
		public PreparedStatement resolveStatement() {
			return within(this.details::resolveStatement);
		}

		@Override
		public Expectation getExpectation() {
			return this.details.getExpectation();
		}

		@Override
		public boolean isCallable() {
			return this.details.isCallable();
		}

		@Override
		public void releaseStatement(SharedSessionContractImplementor session) {
			this.details.releaseStatement(session);
		}

		@Override
		public boolean toRelease() {
			return this.details.toRelease();
		}

	}

}
