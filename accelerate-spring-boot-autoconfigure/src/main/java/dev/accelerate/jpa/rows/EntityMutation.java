package dev.accelerate.jpa.rows;

import java.util.List;
import java.util.Set;

import dev.accelerate.invalidation.RowCollector;
import dev.accelerate.invalidation.RowMark;
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
		// Read once: what is added to the lookups from here on has another fingerprint.
		Lookups.Present lookups = this.rows.lookups().present();
		boolean insert = this.group.getMutationType() == MutationType.INSERT;
		if (this.group.getMutationType() != MutationType.UPDATE) {
			add(RowMark.set(this.rows.table()), this.rows.fingerprint(lookups), collector);
		}
		if (this.group.getMutationType() != MutationType.DELETE) {
			Set<String> tables = lookups.lookups().isEmpty() ? Set.of() : this.mapping.tables(this.persister);
			for (Lookup lookup : lookups.lookups()) {
				new LookupWrite(lookup, bindings).ofEntity(insert, tables,
						(mark) -> add(mark, this.rows.fingerprint(lookups), collector));
			}
		}
		if (this.group.getMutationType() == MutationType.UPDATE) {
			for (ColumnSet columns : lookups.columns()) {
				if (columns.isWritten(bindings)) {
					add(columns.mark(), this.rows.fingerprint(lookups), collector);
				}
			}
		}
		ParameterUsage usage = insert ? ParameterUsage.SET : ParameterUsage.RESTRICT;
		for (int i = 0; i < this.group.getNumberOfOperations(); i++) {
			String name = this.group.getOperation(i).getTableDetails().getTableName();
			KeyedTable table = this.mapping.keyed(name);
			List<@Nullable Object> key = (table != null)
					? Mutation.bound(bindings.getBindingGroup(name), table.columns(), usage) : null;
			if (key != null) {
				add(this.rows.mark(key), this.rows.fingerprint(lookups), collector);
				return true;
			}
		}
		if (!insert) {
			add(null, 0, collector);
		}
		return !insert;
	}

	@Override
	public void collect(@Nullable GeneratedValues generated, SharedSessionContractImplementor session,
			RowCollector collector) {
		Object id = (generated != null) ? generated.getGeneratedValue(this.persister.getIdentifierMapping()) : null;
		add((id != null) ? this.rows.mark(this.persister, id, session) : null, this.rows.fingerprint(), collector);
	}

	/**
	 * Collects a mark for each table that may be written to, because it is not known
	 * which statements follow. Those of other operations are not covered.
	 */
	private void add(@Nullable Long mark, long fingerprint, RowCollector collector) {
		for (int i = 0; i < this.group.getNumberOfOperations(); i++) {
			MutationOperation operation = this.group.getOperation(i);
			KeyedTable table = this.mapping.keyed(operation.getTableDetails().getTableName());
			if (table != null && mark != null) {
				collector.add(table.name(), fingerprint, mark);
			}
			else if (table != null) {
				collector.unknown(table.name());
			}
		}
	}

}
