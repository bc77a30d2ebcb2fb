package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.List;

import dev.accelerate.invalidation.RowCollector;
import dev.accelerate.sql.TableDirectory;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.ParameterUsage;
import org.hibernate.engine.jdbc.mutation.spi.Binding;
import org.hibernate.engine.jdbc.mutation.spi.BindingGroup;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.values.GeneratedValues;
import org.jspecify.annotations.Nullable;

/**
 * What the operations of one group write.
 */
interface Mutation {

	/**
	 * Returns the fingerprint of the marks of its rows.
	 */
	long fingerprint();

	/**
	 * Collects what is about to be written, by what is bound.
	 * @return whether it is all; otherwise it is asked again after the execution
	 */
	boolean collect(JdbcValueBindings bindings, RowCollector collector);

	/**
	 * Collects what was written by what the database has generated.
	 * @param generated what it has generated, or {@code null} if the execution has failed
	 */
	void collect(@Nullable GeneratedValues generated, SharedSessionContractImplementor session, RowCollector collector);

	/**
	 * Returns the value that a column is set to, or {@code null} if it is not set.
	 */
	static @Nullable Binding set(JdbcValueBindings bindings, String table, String column) {
		BindingGroup group = bindings.getBindingGroup(table);
		if (group != null) {
			for (Binding binding : group.getBindings()) {
				if (binding.getValueDescriptor().getUsage() == ParameterUsage.SET
						&& binding.getColumnName().equals(column)) {
					return binding;
				}
			}
		}
		return null;
	}

	/**
	 * Returns whether a column is set, by whatever name. Two attributes that have it may
	 * write it in different ways.
	 * @param plainName the name of the column, without quotes and in lower case
	 */
	static boolean isSet(JdbcValueBindings bindings, String table, String plainName) {
		BindingGroup group = bindings.getBindingGroup(table);
		if (group != null) {
			for (Binding binding : group.getBindings()) {
				if (binding.getValueDescriptor().getUsage() == ParameterUsage.SET
						&& isPlainly(plainName, binding.getColumnName())) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Returns whether a column has a plain name. The Turkish capital letter with a dot is
	 * the only letter that becomes two in lower case, of which the second is this dot.
	 */
	private static boolean isPlainly(String plainName, String column) {
		return plainName.equalsIgnoreCase(column)
				|| ((!Character.isJavaIdentifierStart(column.charAt(0)) || plainName.indexOf('\u0307') >= 0)
						&& plainName.equals(TableDirectory.plainName(column)));
	}

	/**
	 * Returns the values that are bound to columns, or {@code null} if one is missing.
	 */
	static @Nullable List<@Nullable Object> bound(@Nullable BindingGroup bindings, List<String> columns,
			ParameterUsage usage) {
		if (bindings == null) {
			return null;
		}
		List<@Nullable Object> values = new ArrayList<>(columns.size());
		for (String column : columns) {
			for (Binding binding : bindings.getBindings()) {
				if (binding.getValueDescriptor().getUsage() == usage && binding.getColumnName().equals(column)) {
					values.add(binding.getValue());
				}
			}
		}
		return (values.size() == columns.size()) ? values : null;
	}

}
