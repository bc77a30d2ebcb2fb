package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the methods look at that read the rows of one hierarchy of entities: lookups, and
 * columns. Those that begin to be used later change the fingerprint, because what was
 * written before does not tell of them.
 */
final class Lookups {

	/**
	 * Most lookups of a hierarchy, and most sets of columns. Each costs a write a mark.
	 */
	private static final int MOST = 16;

	private volatile Present present = new Present(List.of(), List.of(), 0);

	/**
	 * Adds a lookup.
	 * @return the lookup, or {@code null} if there are too many
	 */
	synchronized @Nullable Lookup add(Lookup lookup) {
		Present before = this.present;
		List<Lookup> all = new ArrayList<>(before.lookups());
		Lookup added = add(lookup, all);
		if (all.size() > before.lookups().size()) {
			// The order in which methods are planned need not be the same on all nodes.
			this.present = new Present(List.copyOf(all), before.columns(), before.fingerprint() + lookup.fingerprint());
		}
		return added;
	}

	/**
	 * Adds columns.
	 * @return the columns, or {@code null} if there are too many sets
	 */
	synchronized @Nullable ColumnSet add(ColumnSet columns) {
		Present before = this.present;
		List<ColumnSet> all = new ArrayList<>(before.columns());
		ColumnSet added = add(columns, all);
		if (all.size() > before.columns().size()) {
			this.present = new Present(before.lookups(), List.copyOf(all),
					before.fingerprint() + columns.fingerprint());
		}
		return added;
	}

	private static <T> @Nullable T add(T element, List<T> all) {
		int position = all.indexOf(element);
		if (position >= 0) {
			return all.get(position);
		}
		return (all.size() < MOST && all.add(element)) ? element : null;
	}

	Present present() {
		return this.present;
	}

	/**
	 * Lookups and columns at one moment.
	 *
	 * @param lookups the lookups
	 * @param columns the columns
	 * @param fingerprint the fingerprint of all of them
	 */
	record Present(List<Lookup> lookups, List<ColumnSet> columns, long fingerprint) {
	}

}
