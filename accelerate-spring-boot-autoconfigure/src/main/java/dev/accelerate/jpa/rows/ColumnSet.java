package dev.accelerate.jpa.rows;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.accelerate.invalidation.RowMark;
import dev.accelerate.sql.TableDirectory;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.generator.Generator;
import org.hibernate.generator.OnExecutionGenerator;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Columns of an entity that some query looks at, whatever is in them. They have one mark.
 * It changes with every update that writes one of them.
 */
public final class ColumnSet {

	private final String name;

	private final SortedSet<Column> columns;

	private final long mark;

	/**
	 * Creates a set.
	 * @param holder the plain name of the table that has the identifiers of the rows
	 * @param columns the columns
	 */
	ColumnSet(String holder, SortedSet<Column> columns) {
		this.columns = new TreeSet<>(columns);
		this.name = holder + columns.stream().map((column) -> column.table() + "." + column.name()).toList();
		this.mark = RowMark.value(RowMark.hash(0, "columns"), RowMark.hash(0, this.name));
	}

	/**
	 * Returns the columns of attributes of an entity.
	 * @return the columns, or {@code null} if an update may write one without saying so
	 */
	static @Nullable SortedSet<Column> columns(EntityPersister entity, Iterable<ModelPart> attributes) {
		SortedSet<Column> columns = new TreeSet<>();
		boolean[] computed = new boolean[1];
		for (ModelPart attribute : attributes) {
			attribute.forEachSelectable((index, column) -> {
				computed[0] |= column.isFormula();
				columns.add(Column.of(column));
			});
		}
		return (computed[0] || areGenerated(entity.getRootEntityDescriptor().getEntityPersister(), columns)) ? null
				: columns;
	}

	/**
	 * Returns whether the database makes values of one of the columns. It does so without
	 * one that is bound.
	 */
	private static boolean areGenerated(EntityPersister root, SortedSet<Column> columns) {
		boolean[] generated = new boolean[1];
		for (String name : root.getSubclassEntityNames()) {
			EntityPersister entity = root.getFactory().getMappingMetamodel().getEntityDescriptor(name);
			Generator[] generators = entity.getGenerators();
			for (int i = 0; i < generators.length; i++) {
				if (isByDatabase(generators[i])) {
					entity.getAttributeMapping(i)
						.forEachSelectable((index, column) -> generated[0] |= columns.contains(Column.of(column)));
				}
			}
		}
		return generated[0];
	}

	/**
	 * Returns whether values are made by the database, at least for some rows.
	 */
	static boolean isByDatabase(@Nullable Generator generator) {
		return generator != null && (generator.generatedOnExecution() || generator instanceof OnExecutionGenerator);
	}

	/**
	 * Returns the mark of the columns.
	 * @return the mark
	 */
	public long mark() {
		return this.mark;
	}

	/**
	 * Returns whether an update writes one of the columns.
	 * @param bindings what is bound
	 */
	boolean isWritten(JdbcValueBindings bindings) {
		for (Column column : this.columns) {
			if (Mutation.isSet(bindings, column.table(), column.name())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether the columns are known to change only if a statement sets them.
	 * @param directory what is known of tables
	 */
	public boolean areSetByStatements(TableDirectory directory) {
		return this.columns.stream()
			.allMatch((column) -> directory.isSetByStatements(TableDirectory.plainName(column.table()), column.name()));
	}

	/**
	 * Returns the hash of what the mark rests on.
	 */
	long fingerprint() {
		return this.mark;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ColumnSet that && this.name.equals(that.name);
	}

	@Override
	public int hashCode() {
		return this.name.hashCode();
	}

	@Override
	public String toString() {
		List<String> names = this.columns.stream().map(Column::name).toList();
		return String.join(", ", names);
	}

	/**
	 * Column.
	 *
	 * @param table the full name of its table, as the mapping has it
	 * @param name its name, without quotes and in lower case: two attributes may write it
	 * in different ways
	 */
	record Column(String table, String name) implements Comparable<Column> {

		static Column of(SelectableMapping column) {
			return new Column(column.getContainingTableExpression(),
					TableDirectory.plainName(column.getSelectionExpression()));
		}

		@Override
		public int compareTo(Column other) {
			int byTable = this.table.compareTo(other.table);
			return (byTable != 0) ? byTable : this.name.compareTo(other.name);
		}

	}

}
