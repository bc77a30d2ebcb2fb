package dev.accelerate.invalidation;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.accelerate.sql.TableDirectory;

/**
 * Set of database tables that a result was read from or a transaction wrote to. The
 * {@link TableDirectory} creates it and gives every table a slot of its own.
 */
public final class Tables extends Marks {

	/**
	 * No tables.
	 */
	public static final Tables NONE = new Tables(Map.of());

	private final Map<String, Integer> slots;

	private Tables(Map<String, Integer> slots) {
		super(slots.keySet(), slots.values().stream().mapToInt(Integer::intValue).toArray());
		this.slots = slots;
	}

	public static Tables of(Map<String, Integer> slots) {
		return slots.isEmpty() ? NONE : new Tables(Map.copyOf(slots));
	}

	/**
	 * Returns each of the tables as a set of its own.
	 * @return sets of one table
	 */
	public Stream<Tables> each() {
		return this.slots.entrySet().stream().map((slot) -> of(Map.ofEntries(slot)));
	}

	/**
	 * Returns the tables of a result made from two parts.
	 * @param other the tables of the other part
	 * @return the tables of both
	 */
	public Tables and(Tables other) {
		if (this == other || names().containsAll(other.names())) {
			return this;
		}
		if (other.names().containsAll(names())) {
			return other;
		}
		Map<String, Integer> union = new HashMap<>(this.slots);
		union.putAll(other.slots);
		return of(union);
	}

	/**
	 * Returns those of the tables that have some names.
	 * @param names the names
	 * @return the tables of both
	 */
	public Tables only(Set<String> names) {
		return names.containsAll(names()) ? this
				: of(this.slots.entrySet()
					.stream()
					.filter((slot) -> names.contains(slot.getKey()))
					.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
	}

	/**
	 * Returns those of the tables that do not have some names.
	 * @param names the names
	 * @return the other tables
	 */
	public Tables without(Set<String> names) {
		return Collections.disjoint(names(), names) ? this
				: of(this.slots.entrySet()
					.stream()
					.filter((slot) -> !names.contains(slot.getKey()))
					.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
	}

}
