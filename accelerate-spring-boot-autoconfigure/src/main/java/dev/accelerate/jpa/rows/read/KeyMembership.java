package dev.accelerate.jpa.rows.read;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.jpa.rows.HierarchyRows;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * {@link Membership} of rows that are selected by primary key. It is told by these rows
 * themselves, whether they are there or not.
 */
final class KeyMembership implements Membership {

	private final EntityPersister entity;

	private final HierarchyRows rows;

	private final ValueSource identifier;

	private final boolean entities;

	private final boolean reachesItself;

	KeyMembership(ReadShape shape, HierarchyRows rows, ValueSource identifier) {
		this.entity = shape.entity();
		this.rows = rows;
		this.identifier = identifier;
		this.entities = shape.entities();
		this.reachesItself = shape.fetches().mayReach(this.entity.getRootEntityName())
				|| EntityFacts.reachesItself(this.entity);
	}

	@Override
	public @Nullable Set<Long> marks(Object[] arguments) {
		List<@Nullable Object> ids = this.identifier.values(arguments, RowMarks.MOST);
		if (ids == null || ids.isEmpty()) {
			return null;
		}
		Set<Long> marks = new HashSet<>();
		for (Object id : ids) {
			Long mark = (id != null) ? this.rows.mark(this.entity, id) : null;
			if (mark == null) {
				return null;
			}
			marks.add(mark);
		}
		return marks;
	}

	/**
	 * Returns whether one of the rows may be missing. Where several identifiers may have
	 * one mark, one may be missing although its mark is there.
	 */
	@Override
	public boolean mayLack(Set<Long> asked, Set<Long> found) {
		return this.entities && (!found.containsAll(asked) || (this.identifier.many() && this.rows.isFolded()));
	}

	@Override
	public boolean mayLackByItself() {
		return this.reachesItself;
	}

	@Override
	public String description() {
		return "by primary key";
	}

}
