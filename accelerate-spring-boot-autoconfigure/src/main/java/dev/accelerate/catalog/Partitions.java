package dev.accelerate.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Partitions of a database, and the tables that they are parts of. A write to such a
 * table fires the triggers of its partitions, and their foreign keys act.
 */
final class Partitions {

	private final Map<String, Set<String>> wholes = new HashMap<>();

	/**
	 * Adds a partition.
	 * @param partition its name
	 * @param whole the table that it is a part of, which may be a partition itself
	 */
	void add(String partition, String whole) {
		this.wholes.computeIfAbsent(partition, (key) -> new HashSet<>()).add(whole);
	}

	/**
	 * Returns a table and all tables that it is a part of.
	 */
	Set<String> withWholes(String table) {
		Set<String> found = new LinkedHashSet<>();
		Deque<String> left = new ArrayDeque<>(Set.of(table));
		while (!left.isEmpty()) {
			String next = left.remove();
			if (found.add(next)) {
				left.addAll(this.wholes.getOrDefault(next, Set.of()));
			}
		}
		return found;
	}

}
