package dev.accelerate.invalidation.reach;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What one transaction, or one row of statements, does to a slot. It is described here,
 * and executed by a {@link WritePath}.
 */
final class Event {

	/**
	 * Events from here on are rolled back.
	 */
	static final long ROLLED_BACK = 1_000_000_000_000L;

	private final Slot slot;

	private final long number;

	private final boolean first;

	private final Random random;

	private final List<Step> steps = new ArrayList<>();

	private final Map<Cell, Boolean> effects = new EnumMap<>(Cell.class);

	Event(Slot slot, long number, boolean first, Random random) {
		this.slot = slot;
		this.number = number;
		this.first = first;
		this.random = random;
	}

	boolean isFirst() {
		return this.first;
	}

	boolean has(Cell cell) {
		return this.slot.has(cell);
	}

	int any(int bound) {
		return this.random.nextInt(bound);
	}

	@SafeVarargs
	final <T> T any(T... choices) {
		return choices[any(choices.length)];
	}

	void insert(Relation relation) {
		step(Verb.INSERT, relation);
		this.effects.put(relation.cell(), true);
	}

	/**
	 * Updates the row of a relation, or what a rule says.
	 */
	void update(Relation relation, Cell... updated) {
		step(Verb.UPDATE, relation);
		for (Cell cell : updated) {
			this.effects.put(cell, true);
		}
	}

	void update(Relation relation) {
		update(relation, relation.cell());
	}

	/**
	 * Deletes the row of a relation, and with it what belongs to it.
	 */
	void delete(Relation relation, Cell... others) {
		step(Verb.DELETE, relation);
		this.effects.put(relation.cell(), false);
		for (Cell cell : others) {
			this.effects.put(cell, false);
		}
	}

	/**
	 * Deletes what an earlier delete has left, and inserts it again.
	 */
	void replace(Relation relation) {
		step(Verb.PURGE, relation);
		insert(relation);
	}

	private void step(Verb verb, Relation relation) {
		this.steps.add(new Step(verb, relation, relation.cell().id(this.slot.number), this.slot.number));
	}

	long number() {
		return this.number;
	}

	int slot() {
		return this.slot.number;
	}

	List<Step> steps() {
		return this.steps;
	}

	/**
	 * Returns for each cell that is written whether there is a row afterwards.
	 */
	Map<Cell, Boolean> effects() {
		return this.effects;
	}

	/**
	 * What a statement does.
	 */
	enum Verb {

		INSERT, UPDATE, DELETE, PURGE

	}

	/**
	 * Write to a row.
	 *
	 * @param verb what is done
	 * @param relation through what
	 * @param id the number of the row
	 * @param parent the number of the row it belongs to
	 */
	record Step(Verb verb, Relation relation, int id, int parent) {

		String sql() {
			String table = this.relation.table();
			return switch (this.verb) {
				case INSERT -> (this.relation.parent() != null) ? "insert into " + table + " (version, id, "
						+ this.relation.parent() + ") values (?, ?, " + this.parent + ")"
						: "insert into " + table + " (version, id) values (?, ?)";
				case UPDATE -> "update " + table + " set version = ? where id = ?";
				case DELETE, PURGE -> "delete from " + table + " where id = ?";
			};
		}

		Object[] arguments(long version) {
			return (this.verb == Verb.DELETE || this.verb == Verb.PURGE) ? new Object[] { this.id }
					: new Object[] { version, this.id };
		}

	}

}
