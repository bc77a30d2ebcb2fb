package dev.accelerate.jpa.rows;

import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

import dev.accelerate.invalidation.RowMark;
import dev.accelerate.sql.TableDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Columns of an entity by which rows are looked up. The rows that have certain values in
 * them have marks, which change with every write after which a row has these values.
 */
public final class Lookup {

	/**
	 * Most columns of which the finer forms are told. Each may have three.
	 */
	private static final int MOST_WITH_ALTERNATIVES = 3;

	private final String name;

	private final List<Column> columns;

	private final List<KeyForm> forms;

	private final long hash;

	private final long unknown;

	private final long unknownContents;

	/**
	 * Creates a lookup.
	 * @param holder the plain name of the table that has the identifiers of the rows
	 * @param columns the columns, in the order of their names
	 */
	Lookup(String holder, List<Column> columns) {
		this.columns = List.copyOf(columns);
		this.forms = columns.stream().map(Column::form).toList();
		this.name = holder + columns.stream().map((column) -> column.table() + "." + column.name()).toList();
		this.hash = RowMark.hash(0, this.name);
		this.unknown = RowMark.unknown(this.name);
		this.unknownContents = RowMark.unknown(this.name + " contents");
	}

	/**
	 * Tells the marks of the rows that have certain values. Values that are equal in the
	 * database have one mark in common, at least: texts may have several, because it is
	 * not known how the database compares them.
	 * @param values the values of the columns, as they are bound
	 * @param marks what is told
	 * @return {@code false}, and nothing is told, if a value is {@code null} or has no
	 * canonical form
	 */
	public boolean forEachMark(List<? extends @Nullable Object> values, LongConsumer marks) {
		Set<?>[] forms = new Set<?>[this.forms.size()];
		for (int i = 0; i < forms.length; i++) {
			Object value = values.get(i);
			Set<?> each = (value != null) ? forms(i, value) : null;
			if (each == null) {
				return false;
			}
			forms[i] = each;
		}
		forEachMark(forms, 0, CanonicalKey.START, marks);
		return true;
	}

	private void forEachMark(Set<?>[] forms, int column, long hash, LongConsumer marks) {
		if (column == forms.length) {
			marks.accept(RowMark.value(this.hash, hash));
			return;
		}
		for (Object form : forms[column]) {
			forEachMark(forms, column + 1, CanonicalKey.hash(hash, form), marks);
		}
	}

	private @Nullable Set<?> forms(int column, Object value) {
		KeyForm form = this.forms.get(column);
		if (column < MOST_WITH_ALTERNATIVES) {
			return form.alternatives(value);
		}
		Object only = form.of(value);
		return (only != null) ? Set.of(only) : null;
	}

	/**
	 * Returns the mark of a write after which a row may have any values.
	 * @return a mark that all values have in common
	 */
	public long unknown() {
		return this.unknown;
	}

	/**
	 * Returns the mark of a write to other columns of a row whose values are not known.
	 * @return a mark that all values have in common, for reads that look at other
	 * columns, too
	 */
	public long unknownContents() {
		return this.unknownContents;
	}

	/**
	 * Returns whether the columns are known to change only if a statement sets them.
	 * @param directory what is known of tables
	 */
	public boolean areSetByStatements(TableDirectory directory) {
		return this.columns.stream()
			.allMatch((column) -> directory.isSetByStatements(TableDirectory.plainName(column.table()), column.name()));
	}

	List<Column> columns() {
		return this.columns;
	}

	/**
	 * Returns the hash of what the marks rest on.
	 */
	long fingerprint() {
		long hash = this.hash;
		for (KeyForm form : this.forms) {
			hash = RowMark.hash(hash, form.name());
		}
		return hash;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Lookup that && this.name.equals(that.name) && this.forms.equals(that.forms);
	}

	@Override
	public int hashCode() {
		return this.name.hashCode();
	}

	@Override
	public String toString() {
		return String.join(", ", this.columns.stream().map(Column::name).toList());
	}

	/**
	 * Column of a lookup.
	 *
	 * @param table the full name of its table, as the mapping has it
	 * @param name its name
	 * @param form the form of its values
	 */
	public record Column(String table, String name, KeyForm form) implements Comparable<Column> {

		@Override
		public int compareTo(Column other) {
			int byTable = this.table.compareTo(other.table);
			return (byTable != 0) ? byTable : this.name.compareTo(other.name);
		}

	}

}
