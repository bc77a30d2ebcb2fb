package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reader of the relations behind the names that an application uses in PostgreSQL. A view
 * leads to what it selects from, and a table to its partitions and to those that inherit
 * from it. All of these lead to their parents, because a write to a parent changes its
 * children.
 */
final class RecordedTableReader {

	private static final String RELATIONS = "select c.oid, n.nspname, c.relname, c.relkind, "
			+ "pg_table_is_visible(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
			+ "where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't' "
			+ "and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_toast%'";

	private static final String CHILDREN = "select inhparent, inhrelid from pg_inherits";

	private static final String BEHIND_VIEWS = "select r.ev_class, d.refobjid from pg_rewrite r join pg_depend d "
			+ "on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass "
			+ "where r.ev_type = '1' and d.refobjid <> r.ev_class";

	private final Map<Long, Relation> relations = new HashMap<>();

	private final Map<Long, Set<Long>> parents = new HashMap<>();

	private final Map<Long, Set<Long>> children = new HashMap<>();

	private final Map<Long, Set<Long>> below = new HashMap<>();

	private final Set<NamedTable> names;

	private final Set<String> schemas;

	private RecordedTableReader(Connection connection, Set<NamedTable> names, Set<String> schemas) throws SQLException {
		this.names = names;
		this.schemas = schemas;
		CatalogReader.forEach(connection, RELATIONS, (row) -> this.relations.put(row.getLong(1),
				new Relation(row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5))));
		CatalogReader.forEach(connection, CHILDREN, (row) -> {
			add(this.parents, row.getLong(2), row.getLong(1));
			add(this.children, row.getLong(1), row.getLong(2));
			add(this.below, row.getLong(1), row.getLong(2));
		});
		CatalogReader.forEach(connection, BEHIND_VIEWS, (row) -> add(this.below, row.getLong(1), row.getLong(2)));
	}

	private static void add(Map<Long, Set<Long>> edges, long from, long to) {
		edges.computeIfAbsent(from, (key) -> new HashSet<>()).add(to);
	}

	/**
	 * Reads the relations behind some names.
	 * @param schemas the schemas to look into, or none for those that the names lead to
	 */
	static RecordedTableReader read(Connection connection, Collection<NamedTable> names, Collection<String> schemas)
			throws SQLException {
		Set<String> lower = schemas.stream()
			.map((schema) -> schema.toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		return new RecordedTableReader(connection, Set.copyOf(names), lower);
	}

	/**
	 * Returns the relations behind the names, by schema and name.
	 */
	Collection<RecordedTable> found() {
		Set<Long> named = this.relations.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isNamed(this.names, this.schemas))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
		Map<List<String>, RecordedTable> found = new TreeMap<>(
				(one, other) -> String.join("\0", one).compareTo(String.join("\0", other)));
		for (Long each : reached(reached(named, this.below), this.parents)) {
			Relation relation = this.relations.get(each);
			if (relation != null) {
				found.put(List.of(relation.schema(), relation.name()),
						new RecordedTable(relation.schema(), relation.name(), relation.kind(), changed(each, named)));
			}
		}
		return found.values();
	}

	/**
	 * Returns the relations that the names lead to, without those behind them.
	 */
	Set<NamedTable> named() {
		return this.relations.values()
			.stream()
			.filter((relation) -> relation.isNamed(this.names, this.schemas))
			.map((relation) -> NamedTable.of(relation.schema(), relation.name()))
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the names that lead to nothing, each with what to say of it.
	 */
	Map<NamedTable, String> missing() {
		return this.names.stream()
			.filter((name) -> !isFound(name))
			.collect(Collectors.toMap(Function.identity(), this::missing));
	}

	private boolean isFound(NamedTable name) {
		return this.relations.values().stream().anyMatch((relation) -> relation.isNamed(Set.of(name), this.schemas));
	}

	private String missing(NamedTable name) {
		String full = (name.schema() != null) ? name.schema() + "." + name.name() : name.name();
		String elsewhere = this.relations.values()
			.stream()
			.filter((relation) -> relation.name().toLowerCase(Locale.ROOT).equals(name.name()))
			.map((relation) -> PostgresName.qualified(relation.schema(), relation.name()))
			.sorted()
			.collect(Collectors.joining(", "));
		String where = this.schemas.isEmpty()
				? ((name.schema() != null) ? "is not in its schema" : "is not on the search path")
				: "is in none of the schemas " + String.join(", ", new TreeSet<>(this.schemas));
		return "No trigger for " + full + ": a table of this name " + where
				+ (elsewhere.isEmpty() ? "" : ", but there is " + elsewhere
						+ ". Name its schema in the mapping, or as an argument, if that is the one");
	}

	/**
	 * Returns the names of what changes with a table: itself, its parents, and those of
	 * its children that are named. Other children are left out, because there may be
	 * thousands, and what reads them reads the parent.
	 */
	private SortedSet<String> changed(Long table, Set<Long> named) {
		Set<Long> changed = reached(Set.of(table), this.children);
		changed.retainAll(named);
		changed.addAll(reached(Set.of(table), this.parents));
		SortedSet<String> changedNames = new TreeSet<>();
		for (Long each : changed) {
			Relation relation = this.relations.get(each);
			if (relation != null) {
				changedNames.add(relation.name().toLowerCase(Locale.ROOT));
			}
		}
		return changedNames;
	}

	private static Set<Long> reached(Set<Long> start, Map<Long, Set<Long>> edges) {
		Set<Long> reached = new HashSet<>(start);
		Deque<Long> open = new ArrayDeque<>(start);
		while (!open.isEmpty()) {
			edges.getOrDefault(open.pop(), Set.of()).stream().filter(reached::add).forEach(open::push);
		}
		return reached;
	}

	/**
	 * Relation of the catalog.
	 */
	private record Relation(String schema, String name, String kind, boolean visible) {

		boolean isNamed(Set<NamedTable> names, Set<String> schemas) {
			String inSchema = this.schema.toLowerCase(Locale.ROOT);
			if (schemas.isEmpty()) {
				return names.contains(NamedTable.of(inSchema, this.name))
						|| (this.visible && names.contains(NamedTable.of(null, this.name)));
			}
			return schemas.contains(inSchema)
					&& names.stream().anyMatch((each) -> each.name().equals(this.name.toLowerCase(Locale.ROOT)));
		}

	}

}
