package dev.accelerate.jpa.rows.read;

import java.util.Set;

import dev.accelerate.invalidation.RowMark;
import dev.accelerate.jpa.rows.HierarchyRows;
import org.jspecify.annotations.Nullable;

/**
 * {@link Membership} of all rows of an entity, of which only the number matters.
 */
final class SetMembership implements Membership {

	private final Set<Long> marks;

	SetMembership(HierarchyRows rows) {
		this.marks = Set.of(RowMark.set(rows.table()));
	}

	@Override
	public @Nullable Set<Long> marks(Object[] arguments) {
		return this.marks;
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
		return "by how many there are";
	}

}
