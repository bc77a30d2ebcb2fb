package dev.accelerate.jpa.rows;

import java.util.List;

import dev.accelerate.invalidation.RowCollector;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.ParameterUsage;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.values.GeneratedValues;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.MutationType;
import org.jspecify.annotations.Nullable;

/**
 * {@link Mutation} of an entity: one row of each of its tables.
 *
 * @param group the operations
 * @param persister the persister of the entity
 * @param rows the rows of the entity
 * @param mapping the tables of the persistence unit
 */
record EntityMutation(MutationOperationGroup group, EntityPersister persister, HierarchyRows rows,
		RowMapping mapping) implements Mutation {

	@Override
	public long fingerprint() {
		return this.rows.fingerprint();
	}

	@Override
	public boolean collect(JdbcValueBindings bindings, RowCollector collector) {
		boolean insert = this.group.getMutationType() == MutationType.INSERT;
		ParameterUsage usage = insert ? ParameterUsage.SET : ParameterUsage.RESTRICT;
		for (int i = 0; i < this.group.getNumberOfOperations(); i++) {
			String name = this.group.getOperation(i).getTableDetails().getTableName();
			KeyedTable table = this.mapping.keyed(name);
			List<@Nullable Object> key = (table != null)
					? Mutation.bound(bindings.getBindingGroup(name), table.columns(), usage) : null;
			if (key != null) {
				add(this.rows.mark(key), collector);
				return true;
			}
		}
		if (!insert) {
			add(null, collector);
		}
		return !insert;
	}

	@Override
	public void collect(@Nullable GeneratedValues generated, SharedSessionContractImplementor session,
			RowCollector collector) {
		Object id = (generated != null) ? generated.getGeneratedValue(this.persister.getIdentifierMapping()) : null;
		add((id != null) ? this.rows.mark(this.persister, id, session) : null, collector);
	}

	/**
	 * Collects the row for each table that may be written to, because it is not known
	 * which statements follow. Those of other operations are not covered.
	 */
	private void add(@Nullable Long mark, RowCollector collector) {
		for (int i = 0; i < this.group.getNumberOfOperations(); i++) {
			MutationOperation operation = this.group.getOperation(i);
			KeyedTable table = this.mapping.keyed(operation.getTableDetails().getTableName());
			if (table != null && mark != null) {
				collector.add(table.name(), this.rows.fingerprint(), mark);
			}
			else if (table != null) {
				collector.unknown(table.name());
			}
		}
	}

}
