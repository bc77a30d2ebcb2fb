package dev.accelerate.applications.cluster.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moments from which on revisions of rows were known to be committed. It tells since when
 * a revision is too old.
 */
final class FirstNewer {

	/**
	 * What is known of a row that has no newer revision.
	 */
	static final Known NEVER = new Known(new Revision(0, 0), Long.MAX_VALUE);

	private final Map<Integer, List<long[]>> moments = new HashMap<>();

	private final Map<Integer, long[][]> sorted = new HashMap<>();

	void add(Revision revision, long moment) {
		this.moments.computeIfAbsent(revision.row(), (row) -> new ArrayList<>())
			.add(new long[] { moment, revision.value() });
	}

	/**
	 * Returns the newer revision of the row that was known first.
	 * @return the revision and since when it was known, or {@link #NEVER}
	 */
	Known than(Revision seen) {
		long[][] row = this.sorted.computeIfAbsent(seen.row(), this::sort);
		int index = Arrays.binarySearch(row[1], seen.value() + 1);
		// The revisions grow, and the first of equal ones is the earliest.
		index = (index < 0) ? -index - 1 : first(row[1], index);
		return (index < row[0].length) ? new Known(new Revision(seen.row(), row[1][index]), row[0][index]) : NEVER;
	}

	private static int first(long[] values, int index) {
		int first = index;
		while (first > 0 && values[first - 1] == values[index]) {
			first--;
		}
		return first;
	}

	private long[][] sort(int row) {
		List<long[]> known = this.moments.getOrDefault(row, new ArrayList<>());
		known.sort(Comparator.comparingLong((one) -> one[0]));
		long[] times = new long[known.size()];
		long[] newest = new long[known.size()];
		for (int i = 0; i < times.length; i++) {
			times[i] = known.get(i)[0];
			newest[i] = Math.max(known.get(i)[1], (i > 0) ? newest[i - 1] : Long.MIN_VALUE);
		}
		return new long[][] { times, newest };
	}

	/**
	 * Revision that is known to be committed.
	 *
	 * @param revision the revision
	 * @param since since when that is known
	 */
	record Known(Revision revision, long since) {

	}

}
