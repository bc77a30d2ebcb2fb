package dev.accelerate.jpa.rows.read;

import java.util.List;
import java.util.Set;

import dev.accelerate.invalidation.RowMark;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.jpa.rows.ColumnSet;
import dev.accelerate.jpa.rows.HierarchyRows;
import org.jspecify.annotations.Nullable;

/**
 * {@link Membership} of rows that are selected, counted, ordered or summed up by what is
 * in some columns. It is told by which rows there are, and by what is written to these
 * columns of any of them.
 */
final class ColumnMembership implements Membership {

	private final ReadShape shape;

	private final @Nullable ColumnSet columns;

	private final ToldFrom told;

	private final Set<Long> marks;

	/**
	 * Creates a membership.
	 * @param shape what the query selects
	 * @param rows the rows of its entity
	 * @param columns the columns, or {@code null} if only the number of rows matters
	 * @param told from when on commits tell of the columns
	 */
	ColumnMembership(ReadShape shape, HierarchyRows rows, @Nullable ColumnSet columns, ToldFrom told) {
		this.shape = shape;
		this.columns = columns;
		this.told = told;
		long set = RowMark.set(rows.table());
		this.marks = (columns != null) ? Set.of(set, columns.mark()) : Set.of(set);
	}

	@Override
	public boolean isTold(Stamp stamp) {
		return this.columns == null || this.told.isBefore(stamp);
	}

	/**
	 * Returns the marks. An order that the call asks for must be by columns of which
	 * writes tell. Without any order, each write may change which rows come first.
	 */
	@Override
	public @Nullable Set<Long> marks(Object[] arguments) {
		List<String> order = this.shape.order(arguments);
		boolean told = order != null && order.stream().allMatch(this::isTold)
				&& (!isPart() || this.shape.ordered() || !order.isEmpty());
		return told ? this.marks : null;
	}

	private boolean isPart() {
		return this.shape.limited() || this.shape.skipping();
	}

	private boolean isTold(String path) {
		return this.shape.paths().contains(path) || path.equals(this.shape.entity().getIdentifierPropertyName());
	}

	@Override
	public boolean mayLack(Set<Long> asked, Set<Long> found) {
		return false;
	}

	@Override
	public boolean mayLackByItself() {
		return false;
	}

	@Override
	public String description() {
		return (this.columns != null) ? "by which there are, and what is in " + this.columns : "by which there are";
	}

}
