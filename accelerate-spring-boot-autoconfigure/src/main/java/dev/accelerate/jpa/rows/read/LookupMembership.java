package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.accelerate.invalidation.Stamp;
import dev.accelerate.jpa.rows.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * {@link Membership} of rows that are selected by the values of some columns. It is told
 * by what comes to have these values. What no longer has them is in the result, where its
 * own row tells that.
 */
final class LookupMembership implements Membership {

	/**
	 * Most combinations of values.
	 */
	private static final int MOST = 16;

	private final ReadShape shape;

	private final Lookup lookup;

	private final List<LookupValue> values;

	/**
	 * Whether rows are selected by what is in other columns, too: by conditions, an order
	 * of which only the first count, or a key that leads to nothing.
	 */
	private final boolean contents;

	private final ToldFrom told;

	LookupMembership(ReadShape shape, boolean others, Lookup lookup, List<LookupValue> values, ToldFrom told) {
		this.told = told;
		this.contents = others || shape.limited() || shape.fetches().hiding();
		this.shape = shape;
		this.lookup = lookup;
		this.values = List.copyOf(values);
	}

	@Override
	public boolean isTold(Stamp stamp) {
		return this.told.isBefore(stamp);
	}

	@Override
	public @Nullable Set<Long> marks(Object[] arguments) {
		List<List<@Nullable Object>> combinations = new ArrayList<>();
		combinations.add(List.of());
		for (LookupValue value : this.values) {
			List<@Nullable Object> alternatives = value.values(arguments, MOST);
			if (alternatives == null || alternatives.isEmpty() || alternatives.size() * combinations.size() > MOST) {
				return null;
			}
			List<List<@Nullable Object>> longer = new ArrayList<>();
			for (List<@Nullable Object> combination : combinations) {
				for (Object alternative : alternatives) {
					List<@Nullable Object> next = new ArrayList<>(combination);
					next.add(alternative);
					longer.add(next);
				}
			}
			combinations = longer;
		}
		Set<Long> marks = new HashSet<>();
		for (List<@Nullable Object> combination : combinations) {
			if (!this.lookup.forEachMark(combination, marks::add)) {
				return null;
			}
		}
		marks.add(this.lookup.unknown());
		if (this.contents) {
			marks.add(this.lookup.unknownContents());
		}
		return marks;
	}

	@Override
	public boolean mayLack(Set<Long> asked, Set<Long> found) {
		return this.shape.fetches().hiding();
	}

	@Override
	public boolean mayLackByItself() {
		return this.shape.fetches().mayReach(this.shape.entity().getRootEntityName());
	}

	@Override
	public String description() {
		return "by the values of " + this.lookup;
	}

}
