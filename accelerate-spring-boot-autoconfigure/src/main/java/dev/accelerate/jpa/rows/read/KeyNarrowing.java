package dev.accelerate.jpa.rows.read;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.accelerate.core.Narrowing;
import dev.accelerate.invalidation.RowMark;
import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.jpa.rows.HierarchyRows;
import dev.accelerate.snapshot.Snapshot;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * {@link Narrowing} of reads by primary key. A result shows the rows that were asked for,
 * or that there are none, and the rows of what is fetched with them.
 */
final class KeyNarrowing implements Narrowing {

	private final EntityPersister entity;

	private final HierarchyRows rows;

	private final KeyRead read;

	private final ResultFacts facts;

	/**
	 * Whether a row may be missing in the result although it is there, because another
	 * row of the same tables is not.
	 */
	private final boolean reachesItself;

	KeyNarrowing(EntityPersister entity, HierarchyRows rows, KeyRead read, ResultFacts facts) {
		this.entity = entity;
		this.rows = rows;
		this.read = read;
		this.facts = facts;
		this.reachesItself = read.fetching()
				|| EntityFacts.reachesFromHierarchy(entity, entity.getRootEntityName(), new HashSet<>());
	}

	@Override
	public @Nullable Narrowed narrow(Object[] arguments, Tables read, Snapshot result) {
		Set<Long> asked = asked(arguments[this.read.argument()]);
		ResultFacts.Found found = (asked != null) ? this.facts.find(result, this.read.fetching()) : null;
		if (asked == null || found == null) {
			return null;
		}
		boolean missing = !found.marks().containsAll(asked);
		if (missing && this.read.entities() && this.reachesItself) {
			return null;
		}
		// A row that is missing may be so because what it is joined with is missing.
		Set<String> told = new HashSet<>(this.rows.tables());
		if (!missing) {
			told.addAll(found.told());
		}
		told.removeAll(found.coarse());
		if (!told.containsAll(this.rows.tables())) {
			return null;
		}
		LongStream marks = Stream.of(asked, found.marks()).flatMap(Set::stream).mapToLong(Long::longValue);
		return new Narrowed(read.without(told), RowMarks
			.of(LongStream.concat(marks, told.stream().mapToLong(RowMark::unknown)).toArray(), read.only(told)));
	}

	/**
	 * Returns the marks of the rows that were asked for, or {@code null} if they are not
	 * known.
	 */
	private @Nullable Set<Long> asked(@Nullable Object argument) {
		Iterable<?> ids = (argument instanceof Iterable<?> many) ? many : List.of();
		if (argument != null && !(argument instanceof Iterable<?>)) {
			ids = argument.getClass().isArray() ? List.of() : List.of(argument);
		}
		Set<Long> asked = new HashSet<>();
		for (Object id : ids) {
			Long mark = (id != null && asked.size() < RowMarks.MOST) ? this.rows.mark(this.entity, id) : null;
			if (mark == null) {
				return null;
			}
			asked.add(mark);
		}
		return asked.isEmpty() ? null : asked;
	}

	@Override
	public String description() {
		return "rows of " + this.entity.getMappedJavaType().getJavaTypeClass().getSimpleName() + " by primary key";
	}

}
