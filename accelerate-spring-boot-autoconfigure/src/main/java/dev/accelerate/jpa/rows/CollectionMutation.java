package dev.accelerate.jpa.rows;

import java.util.List;

import dev.accelerate.invalidation.RowCollector;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.ParameterUsage;
import org.hibernate.engine.jdbc.mutation.spi.BindingGroup;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.values.GeneratedValues;
import org.hibernate.sql.model.MutationOperationGroup;
import org.jspecify.annotations.Nullable;

/**
 * {@link Mutation} of a collection: rows of one owner. Without a join table, they are
 * rows of the entities in the collection.
 *
 * @param group the operations
 * @param rows the rows of the collection, or {@code null} if they are not tracked
 * @param elements the rows of the entities that have the key of the owner, or
 * {@code null} if there is a table of the collection
 * @param mapping the tables of the persistence unit
 */
record CollectionMutation(MutationOperationGroup group, @Nullable CollectionRows rows, @Nullable HierarchyRows elements,
		RowMapping mapping) implements Mutation {

	@Override
	public long fingerprint() {
		if (this.elements != null) {
			return this.elements.fingerprint();
		}
		return (this.rows != null) ? this.rows.fingerprint() : 0;
	}

	@Override
	public boolean collect(JdbcValueBindings bindings, RowCollector collector) {
		Lookups.Present lookups = (this.elements != null) ? this.elements.lookups().present() : null;
		long fingerprint = (this.elements != null && lookups != null) ? this.elements.fingerprint(lookups)
				: fingerprint();
		for (int i = 0; i < this.group.getNumberOfOperations(); i++) {
			String name = this.group.getOperation(i).getTableDetails().getTableName();
			BindingGroup bound = bindings.getBindingGroup(name);
			String table = this.mapping.plainName(name);
			if (this.rows != null) {
				add(table, ownerMark(bound, this.rows), fingerprint, collector);
			}
			if (this.elements != null) {
				add(table, elementMark(bound, name, this.elements), fingerprint, collector);
			}
			if (lookups != null) {
				// Which columns it writes is not asked.
				lookups.columns().forEach((columns) -> add(table, columns.mark(), fingerprint, collector));
				lookups.lookups()
					.forEach((lookup) -> new LookupWrite(lookup, bindings)
						.ofCollection((mark) -> add(table, mark, fingerprint, collector)));
			}
		}
		return true;
	}

	private static @Nullable Long ownerMark(@Nullable BindingGroup bound, CollectionRows rows) {
		List<@Nullable Object> key = Mutation.bound(bound, rows.columns(), ParameterUsage.RESTRICT);
		if (key == null) {
			key = Mutation.bound(bound, rows.columns(), ParameterUsage.SET);
		}
		return (key != null) ? rows.mark(key) : null;
	}

	/**
	 * Returns the mark of the entity whose key is changed, or {@code null} if it is that
	 * of all entities of the owner.
	 */
	private @Nullable Long elementMark(@Nullable BindingGroup bound, String name, HierarchyRows elements) {
		KeyedTable table = this.mapping.keyed(name);
		List<@Nullable Object> key = (table != null) ? Mutation.bound(bound, table.columns(), ParameterUsage.RESTRICT)
				: null;
		return (key != null) ? elements.mark(key) : null;
	}

	private void add(String table, @Nullable Long mark, long fingerprint, RowCollector collector) {
		if (mark != null) {
			collector.add(table, fingerprint, mark);
		}
		else {
			collector.unknown(table);
		}
	}

	@Override
	public void collect(@Nullable GeneratedValues generated, SharedSessionContractImplementor session,
			RowCollector collector) {
	}

}
