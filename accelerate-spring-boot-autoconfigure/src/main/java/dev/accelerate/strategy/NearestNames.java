package dev.accelerate.strategy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Names that are most similar to a misspelt one, by the number of letters to change.
 */
final class NearestNames {

	private static final int COUNT = 3;

	private NearestNames() {
	}

	static List<String> of(String name, Collection<String> candidates) {
		String wanted = name.toLowerCase(Locale.ROOT);
		return candidates.stream()
			.sorted(Comparator.comparingInt((candidate) -> distance(wanted, candidate.toLowerCase(Locale.ROOT))))
			.limit(COUNT)
			.toList();
	}

	/**
	 * Returns Levenshtein's distance of two names, computed row by row.
	 */
	private static int distance(String from, String to) {
		int[] row = new int[to.length() + 1];
		for (int column = 0; column <= to.length(); column++) {
			row[column] = column;
		}
		for (int i = 1; i <= from.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int changed = diagonal + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[to.length()];
	}

}
