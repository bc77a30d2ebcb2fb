package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

import dev.accelerate.sql.TableDirectory;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.spi.Binding;
import org.jspecify.annotations.Nullable;

/**
 * Marks of one write to a row that may now have the values which lookups look for.
 *
 * @param lookup the lookup
 * @param bindings what is bound
 */
record LookupWrite(Lookup lookup, JdbcValueBindings bindings) {

	/**
	 * Tells the marks of an insert or an update of an entity.
	 * @param insert whether the row is new
	 * @param tables the full names of the tables of the entity
	 */
	void ofEntity(boolean insert, Set<String> tables, LongConsumer marks) {
		List<@Nullable Object> values = new ArrayList<>();
		for (Lookup.Column column : this.lookup.columns()) {
			if (!tables.contains(column.table())) {
				// It is an entity of another class, which is not looked for.
				return;
			}
			Binding binding = binding(column);
			if (binding != null) {
				values.add(binding.getValue());
			}
			else if (isSetByAnotherName(column)) {
				marks.accept(this.lookup.unknown());
			}
		}
		if (values.size() < this.lookup.columns().size()) {
			// Columns that are not written have the values that they had.
			marks.accept((insert || !values.isEmpty()) ? this.lookup.unknown() : this.lookup.unknownContents());
			if (!values.isEmpty()) {
				marks.accept(this.lookup.unknownContents());
			}
		}
		else if (!values.contains(null) && !this.lookup.forEachMark(values, marks)) {
			marks.accept(this.lookup.unknown());
		}
	}

	/**
	 * Tells the marks of a write of a collection to the row of one of its entities.
	 */
	void ofCollection(LongConsumer marks) {
		if (this.lookup.columns().stream().anyMatch((column) -> isSetByAnotherName(column))) {
			marks.accept(this.lookup.unknown());
		}
		marks.accept(this.lookup.unknownContents());
	}

	private boolean isSetByAnotherName(Lookup.Column column) {
		return Mutation.isSet(this.bindings, column.table(), TableDirectory.plainName(column.name()));
	}

	private @Nullable Binding binding(Lookup.Column column) {
		return Mutation.set(this.bindings, column.table(), column.name());
	}

}
