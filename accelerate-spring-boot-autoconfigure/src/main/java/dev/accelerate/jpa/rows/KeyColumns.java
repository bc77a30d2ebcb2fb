package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.accelerate.invalidation.RowMark;
import org.hibernate.metamodel.mapping.SelectableConsumer;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a key.
 *
 * @param names their names, in the order of the mapping
 * @param forms the forms of their values
 * @param nullable whether any of them may be null
 */
record KeyColumns(List<String> names, List<KeyForm> forms, boolean nullable) {

	/**
	 * Returns columns, or {@code null} if the values of one have no canonical form.
	 * @param columns visits the columns
	 */
	static @Nullable KeyColumns of(Consumer<SelectableConsumer> columns) {
		List<SelectableMapping> all = new ArrayList<>();
		columns.accept((index, column) -> all.add(column));
		List<KeyForm> forms = new ArrayList<>();
		for (SelectableMapping column : all) {
			KeyForm form = isPlain(column) ? KeyForm.of(column.getJdbcMapping()) : null;
			if (form == null) {
				return null;
			}
			forms.add(form);
		}
		return new KeyColumns(all.stream().map(SelectableMapping::getSelectionExpression).toList(), List.copyOf(forms),
				all.stream().anyMatch(SelectableMapping::isNullable));
	}

	/**
	 * Returns whether a column has the very value that is bound to it.
	 */
	private static boolean isPlain(SelectableMapping column) {
		String write = column.getCustomWriteExpression();
		String read = column.getCustomReadExpression();
		return !column.isFormula() && (write == null || write.equals("?"))
				&& (read == null || read.equals("{@}." + column.getSelectionExpression()));
	}

	/**
	 * Adds the columns to a fingerprint.
	 */
	long fingerprint(long hash) {
		long sum = hash;
		for (int i = 0; i < this.names.size(); i++) {
			sum = RowMark.hash(RowMark.hash(sum, this.names.get(i)), this.forms.get(i).name());
		}
		return sum;
	}

}
