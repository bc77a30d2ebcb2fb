package dev.accelerate.sql;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Knowledge of what names of tables stand for besides themselves, which no statement
 * shows: a view for the tables behind it, a partition for the table it is a part of, a
 * deleted row for the rows that the database deletes with it because of a foreign key.
 *
 * <p>
 * Reads and writes are matched by names. So what a name stands for need not be exact, as
 * long as a read has a name in common with every write that may influence it. A name
 * <em>covers</em> itself and all names whose rows may be seen through it. A partition
 * covers its root, too, so that the many partitions of a table need not be listed. A
 * parent that others inherit from covers its children instead. A read of a name reads
 * what the name covers. A write to a name writes to what the name covers, and to whatever
 * the database itself changes as an <em>effect</em> of that, again with what it covers.
 */
public final class TableReach {

	/**
	 * Reach in which every name stands for itself only.
	 */
	public static final TableReach NONE = new Builder().build();

	/**
	 * Way of changing rows. Effects depend on it: no foreign key does anything when rows
	 * are inserted.
	 */
	public enum Change {

		/**
		 * Rows are added.
		 */
		INSERT,

		/**
		 * Rows are changed.
		 */
		UPDATE,

		/**
		 * Rows are removed.
		 */
		DELETE

	}

	private final Map<String, Set<String>> behind;

	/**
	 * What else a read of a name looks at. A write does not change it.
	 */
	private final Map<String, Set<String>> conditions;

	private final Map<Row, Set<Row>> effects;

	private final Map<String, Set<String>> texts;

	private final Set<String> opaque;

	private final ComputedColumns columns;

	private final Set<String> names = new HashSet<>();

	private final Map<String, Set<String>> covered = new HashMap<>();

	private final Map<Change, Map<String, Set<String>>> written = new EnumMap<>(Change.class);

	private TableReach(Map<String, Set<String>> behind, Map<String, Set<String>> conditions, Map<Row, Set<Row>> effects,
			Map<String, Set<String>> texts, Set<String> opaque, ComputedColumns columns) {
		this.conditions = conditions;
		this.opaque = opaque;
		this.columns = columns;
		this.behind = behind;
		this.effects = effects;
		this.texts = texts;
		behind.keySet().forEach((name) -> this.covered.put(name, cover(name, true)));
		conditions.keySet().forEach((name) -> this.covered.put(name, cover(name, true)));
		Set<String> names = this.names;
		names.addAll(behind.keySet());
		names.addAll(conditions.keySet());
		effects.keySet().forEach((row) -> names.add(row.table()));
		for (Change change : Change.values()) {
			Map<String, Set<String>> changed = new HashMap<>();
			names.forEach((name) -> changed.put(name, follow(new Row(name, change))));
			this.written.put(change, changed);
		}
	}

	private Set<String> cover(String name, boolean reading) {
		Set<String> found = new LinkedHashSet<>();
		Deque<String> left = new ArrayDeque<>(Set.of(name));
		while (!left.isEmpty()) {
			String next = left.remove();
			if (found.add(next)) {
				left.addAll(this.behind.getOrDefault(next, Set.of()));
				if (reading) {
					left.addAll(this.conditions.getOrDefault(next, Set.of()));
				}
			}
		}
		return Set.copyOf(found);
	}

	private Set<String> follow(Row start) {
		Set<String> found = new LinkedHashSet<>();
		Set<Row> seen = new HashSet<>();
		Deque<Row> left = new ArrayDeque<>(Set.of(start));
		while (!left.isEmpty()) {
			Row next = left.remove();
			for (String name : cover(next.table(), false)) {
				Row row = new Row(name, next.change());
				if (seen.add(row)) {
					found.add(name);
					left.addAll(this.effects.getOrDefault(row, Set.of()));
				}
			}
		}
		return Set.copyOf(found);
	}

	/**
	 * Returns whether a change of rows of a table may change other rows of the table, as
	 * a foreign key within a table does.
	 * @param name the table
	 */
	public boolean returnsTo(String name) {
		for (Change change : Change.values()) {
			Deque<Row> left = new ArrayDeque<>(this.effects.getOrDefault(new Row(name, change), Set.of()));
			Set<Row> seen = new HashSet<>();
			while (!left.isEmpty()) {
				Row next = left.remove();
				if (cover(next.table(), false).contains(name)) {
					return true;
				}
				if (seen.add(next)) {
					left.addAll(this.effects.getOrDefault(next, Set.of()));
				}
			}
		}
		return false;
	}

	/**
	 * Returns whether it is not known which rows are seen through a name.
	 * @param name the name, without schema, in lower case
	 */
	public boolean isOpaque(String name) {
		return this.opaque.contains(name);
	}

	/**
	 * Returns whether a column of a table changes only if a statement sets it.
	 * @param table the table
	 * @param column the column, as statements write it
	 */
	public boolean isSetByStatements(String table, String column) {
		return this.columns.isSetByStatements(table, TableDirectory.plainName(column));
	}

	/**
	 * Returns the names that stand for more than themselves.
	 */
	Set<String> names() {
		return this.names;
	}

	/**
	 * Returns what a read of a name reads.
	 */
	Set<String> read(String name) {
		Set<String> found = this.covered.get(name);
		return (found != null) ? found : Set.of(name);
	}

	/**
	 * Returns what a statement reads because of texts that it contains, besides the
	 * tables it names.
	 */
	Set<String> readIn(String text) {
		Set<String> all = new HashSet<>();
		this.texts.forEach((part, tables) -> {
			if (text.contains(part)) {
				tables.forEach((table) -> all.addAll(read(table)));
			}
		});
		return all;
	}

	/**
	 * Returns what changes if rows of a name are changed.
	 */
	Set<String> written(String name, Set<Change> changes) {
		Set<String> all = new HashSet<>();
		for (Change change : changes) {
			Set<String> found = this.written.getOrDefault(change, Map.of()).get(name);
			all.addAll((found != null) ? found : Set.of(name));
		}
		return all;
	}

	/**
	 * Returns a combination of this reach with another.
	 * @param other the other
	 * @return what names stand for according to either
	 */
	public TableReach and(TableReach other) {
		return new Builder().add(this).add(other).build();
	}

	/**
	 * Returns whether names stand for the same, and the same columns are computed.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TableReach that && this.behind.equals(that.behind)
				&& this.conditions.equals(that.conditions) && this.effects.equals(that.effects)
				&& this.texts.equals(that.texts) && this.opaque.equals(that.opaque)
				&& this.columns.equals(that.columns);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.behind, this.conditions, this.effects, this.texts, this.opaque, this.columns);
	}

	/**
	 * Rows of a table that are changed in some way.
	 */
	private record Row(String table, Change change) {
	}

	/**
	 * Builder of a reach, which takes names with or without schema and quotes.
	 */
	public static final class Builder {

		private final Map<String, Set<String>> behind = new HashMap<>();

		private final Map<String, Set<String>> conditions = new HashMap<>();

		private final Map<Row, Set<Row>> effects = new HashMap<>();

		private final Map<String, Set<String>> texts = new HashMap<>();

		private final Set<String> opaque = new HashSet<>();

		private final ComputedColumns columns = new ComputedColumns();

		/**
		 * Adds that rows of some tables may be seen through a name.
		 * @param name the name
		 * @param tables the tables
		 * @return this builder
		 */
		public Builder covers(String name, Collection<String> tables) {
			tables.forEach((table) -> cover(TableDirectory.plainName(name), TableDirectory.plainName(table)));
			return this;
		}

		/**
		 * Adds that tables are looked at whenever a name is read, as by a policy. A write
		 * to the name is none to them.
		 * @param name the name
		 * @param tables the tables
		 * @return this builder
		 */
		public Builder looksAt(String name, Collection<String> tables) {
			Set<String> all = this.conditions.computeIfAbsent(TableDirectory.plainName(name), (key) -> new HashSet<>());
			tables.forEach((table) -> all.add(TableDirectory.plainName(table)));
			return this;
		}

		private void cover(String name, String table) {
			if (!name.equals(table)) {
				this.behind.computeIfAbsent(name, (key) -> new HashSet<>()).add(table);
			}
		}

		/**
		 * Adds that it is not known which rows are seen through a name: rows of unknown
		 * tables, or only those that the database shows to somebody.
		 * @param name the name
		 * @return this builder
		 */
		public Builder opaque(String name) {
			this.opaque.add(TableDirectory.plainName(name));
			return this;
		}

		/**
		 * Adds that every statement that contains a text reads tables, though the text
		 * does not name them.
		 * @param text the text
		 * @param tables the tables
		 * @return this builder
		 */
		public Builder reads(String text, Collection<String> tables) {
			Set<String> read = this.texts.computeIfAbsent(text.toLowerCase(Locale.ROOT), (key) -> new HashSet<>());
			tables.forEach((table) -> read.add(TableDirectory.plainName(table)));
			return this;
		}

		/**
		 * Adds that it is known which columns of a table the database itself changes:
		 * those that {@link #computes} adds, before or after this.
		 * @param table the table
		 * @return this builder
		 */
		public Builder columns(String table) {
			this.columns.know(TableDirectory.plainName(table));
			return this;
		}

		/**
		 * Adds a column that the database itself changes when other columns are changed.
		 * @param table the table
		 * @param column the column
		 * @return this builder
		 */
		public Builder computes(String table, String column) {
			this.columns.add(TableDirectory.plainName(table), TableDirectory.plainName(column));
			return this;
		}

		/**
		 * Adds that the database changes a table when another is changed.
		 * @param table the table that is changed by a statement
		 * @param change how it is changed
		 * @param changed the table that is changed by the database
		 * @param effects how that is changed
		 * @return this builder
		 */
		public Builder effect(String table, Change change, String changed, Set<Change> effects) {
			Set<Row> rows = this.effects.computeIfAbsent(new Row(TableDirectory.plainName(table), change),
					(key) -> new HashSet<>());
			effects.forEach((effect) -> rows.add(new Row(TableDirectory.plainName(changed), effect)));
			return this;
		}

		/**
		 * Adds what the database does by a foreign key.
		 * @param parent the table that is referenced
		 * @param change how it is changed
		 * @param child the table that references it
		 * @param cascades whether the same is done to the child; if not, its rows are
		 * updated
		 * @return this builder
		 */
		public Builder foreignKey(String parent, Change change, String child, boolean cascades) {
			return effect(parent, change, child, EnumSet.of(cascades ? change : Change.UPDATE));
		}

		private Builder add(TableReach reach) {
			reach.behind
				.forEach((name, tables) -> this.behind.computeIfAbsent(name, (key) -> new HashSet<>()).addAll(tables));
			reach.conditions.forEach(
					(name, tables) -> this.conditions.computeIfAbsent(name, (key) -> new HashSet<>()).addAll(tables));
			reach.effects
				.forEach((row, rows) -> this.effects.computeIfAbsent(row, (key) -> new HashSet<>()).addAll(rows));
			reach.texts.forEach((text, tables) -> reads(text, tables));
			this.opaque.addAll(reach.opaque);
			this.columns.add(reach.columns);
			return this;
		}

		/**
		 * Builds the reach.
		 * @return the reach
		 */
		public TableReach build() {
			return new TableReach(this.behind, this.conditions, this.effects, this.texts, this.opaque, this.columns);
		}

	}

}
