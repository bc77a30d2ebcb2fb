package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Directory of the tables whose rows the persistence units of this node tell apart. A
 * unit understands the marks that it would make itself. So a record that was made by the
 * mapping of another unit, or of another node, tells of rows only if its fingerprint is
 * that of every unit here that tells the rows of the table apart.
 */
public final class RowDirectory {

	/**
	 * Fingerprints by the names of tables, for each unit. They go with the unit.
	 */
	private final Map<Object, Map<String, Long>> units = new WeakHashMap<>();

	private volatile List<Map<String, Long>> present = List.of();

	/**
	 * Adds a persistence unit. This comes before anything that it reads is stored.
	 * @param unit the unit, which is held weakly
	 * @param fingerprints the fingerprint of the mapping of each table whose rows it
	 * tells apart, by the name of the table
	 */
	public synchronized void add(Object unit, Map<String, Long> fingerprints) {
		this.units.put(unit, Map.copyOf(fingerprints));
		this.present = new ArrayList<>(this.units.values());
	}

	/**
	 * Removes a persistence unit that is closed.
	 * @param unit the unit
	 */
	public synchronized void remove(Object unit) {
		this.units.remove(unit);
		this.present = new ArrayList<>(this.units.values());
	}

	/**
	 * Returns the units that were added, in every context that shares the cache.
	 * @return the units that are not closed
	 */
	public synchronized Set<Object> units() {
		return Set.copyOf(this.units.keySet());
	}

	/**
	 * Returns a record without the rows that not every unit understands. What nobody here
	 * tells apart need not be known either.
	 */
	InvalidationRecord understood(InvalidationRecord record) {
		Map<String, TableRows> rows = record.rows().tables();
		if (rows.isEmpty()) {
			return record;
		}
		Map<String, TableRows> understood = new HashMap<>(rows);
		understood.entrySet().removeIf((entry) -> !isUnderstood(entry.getKey(), entry.getValue().fingerprint()));
		return (understood.size() == rows.size()) ? record : record.withRows(understood);
	}

	private boolean isUnderstood(String table, long fingerprint) {
		boolean known = false;
		for (Map<String, Long> unit : this.present) {
			Long own = unit.get(table);
			if (own != null && own != fingerprint) {
				return false;
			}
			known |= own != null;
		}
		return known;
	}

}
