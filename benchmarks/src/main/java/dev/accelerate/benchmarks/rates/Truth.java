package dev.accelerate.benchmarks.rates;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.accelerate.benchmarks.rates.Account.Status;
import org.jspecify.annotations.Nullable;

/**
 * The rows as they should be, and what each read should return. A cache that looks at
 * what would be returned now is a perfect one: it answers whatever it was asked before,
 * as long as the answer is the same.
 */
final class Truth {

	private static final int PAGE = 20;

	private final Map<Long, Row> rows = new HashMap<>();

	private final Map<Long, TreeMap<Long, Row>> teams = new HashMap<>();

	private final NavigableSet<Row> byChange = new TreeSet<>(
			Comparator.comparingLong(Row::changed).thenComparingLong(Row::id).reversed());

	private final Map<Status, Long> counts = new EnumMap<>(Status.class);

	@Nullable Row find(long id) {
		return this.rows.get(id);
	}

	void put(Row row) {
		remove(row.id());
		this.rows.put(row.id(), row);
		this.teams.computeIfAbsent(row.team(), (team) -> new TreeMap<>()).put(row.id(), row);
		this.byChange.add(row);
		this.counts.merge(row.status(), 1L, Long::sum);
	}

	void remove(long id) {
		Row removed = this.rows.remove(id);
		if (removed != null) {
			this.teams.getOrDefault(removed.team(), new TreeMap<>()).remove(id);
			this.byChange.remove(removed);
			this.counts.merge(removed.status(), -1L, Long::sum);
		}
	}

	List<String> byId(long id) {
		Row row = this.rows.get(id);
		return (row != null) ? List.of(row.shown()) : List.of();
	}

	List<String> byTeam(long team) {
		return this.teams.getOrDefault(team, new TreeMap<>()).values().stream().map(Row::shown).toList();
	}

	List<String> firstPage() {
		return this.byChange.stream().limit(PAGE).map(Row::shown).toList();
	}

	List<String> count(Status status) {
		return List.of(String.valueOf(this.counts.getOrDefault(status, 0L)));
	}

}
