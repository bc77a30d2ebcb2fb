package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Lookups by which methods read the rows of one hierarchy of entities. Those that begin
 * to be used later change the fingerprint, because what was written before does not tell
 * of them.
 */
final class Lookups {

	/**
	 * Most lookups of a hierarchy. Each costs every write a mark.
	 */
	private static final int MOST = 16;

	private volatile Present present = new Present(List.of(), 0);

	/**
	 * Adds a lookup.
	 * @return the lookup, or {@code null} if there are too many
	 */
	synchronized @Nullable Lookup add(Lookup lookup) {
		Present before = this.present;
		int position = before.lookups().indexOf(lookup);
		if (position >= 0) {
			return before.lookups().get(position);
		}
		if (before.lookups().size() == MOST) {
			return null;
		}
		List<Lookup> all = new ArrayList<>(before.lookups());
		all.add(lookup);
		// The order in which methods are planned need not be the same on all nodes.
		this.present = new Present(List.copyOf(all), before.fingerprint() + lookup.fingerprint());
		return lookup;
	}

	Present present() {
		return this.present;
	}

	/**
	 * Lookups at one moment.
	 *
	 * @param lookups the lookups
	 * @param fingerprint the fingerprint of all of them
	 */
	record Present(List<Lookup> lookups, long fingerprint) {
	}

}
