package dev.accelerate.jpa.rows.read;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.accelerate.core.Narrowing;
import dev.accelerate.invalidation.RowMark;
import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.jpa.rows.HierarchyRows;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.sql.TableDirectory;
import org.jspecify.annotations.Nullable;

/**
 * {@link Narrowing} to the rows that a query selects, and to those of what is fetched
 * with them.
 */
final class RowNarrowing implements Narrowing {

	private final ReadShape shape;

	private final HierarchyRows rows;

	private final Membership membership;

	private final ResultFacts facts;

	private final TableDirectory directory;

	RowNarrowing(ReadShape shape, HierarchyRows rows, Membership membership, ResultFacts facts,
			TableDirectory directory) {
		this.directory = directory;
		this.shape = shape;
		this.rows = rows;
		this.membership = membership;
		this.facts = facts;
	}

	@Override
	public @Nullable Narrowed narrow(Object[] arguments, Stamp stamp, Tables read, Snapshot result) {
		Set<Long> asked = (this.shape.order(arguments) != null && this.membership.isTold(stamp))
				? this.membership.marks(arguments) : null;
		ResultFacts.Found found = (asked != null) ? this.facts.find(result, this.shape.fetches()) : null;
		if (asked == null || found == null || this.directory.isOpaque(read.names())) {
			return null;
		}
		Set<String> told = new HashSet<>(this.rows.tables());
		if (!this.membership.mayLack(asked, found.marks())) {
			told.addAll(found.told());
		}
		else if (this.membership.mayLackByItself()) {
			return null;
		}
		told.removeAll(found.coarse());
		// A view shows any row of what is behind it.
		told.removeAll(this.directory.readThrough(read.names()));
		if (!told.containsAll(this.rows.tables())) {
			return null;
		}
		LongStream marks = Stream.of(asked, found.marks()).flatMap(Set::stream).mapToLong(Long::longValue);
		return new Narrowed(read.without(told), RowMarks
			.of(LongStream.concat(marks, told.stream().mapToLong(RowMark::unknown)).toArray(), read.only(told)));
	}

	@Override
	public String description() {
		return (this.shape.entities() ? "rows of " : "what is read of ")
				+ this.shape.entity().getMappedClass().getSimpleName() + " " + this.membership.description();
	}

}
