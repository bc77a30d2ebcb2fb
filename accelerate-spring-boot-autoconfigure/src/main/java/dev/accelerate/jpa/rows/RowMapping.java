package dev.accelerate.jpa.rows;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;

import dev.accelerate.sql.TableDirectory;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Which tables of a persistence unit have rows of what, by its mapping. Rows are told
 * apart only where that is certain: a table that several entities share, or whose keys
 * have no canonical form, is not tracked.
 */
public final class RowMapping {

	/**
	 * Mapping of which no rows are told apart.
	 */
	static final RowMapping NONE = new RowMapping(Map.of(), Map.of(), Map.of(), Map.of());

	private final Map<String, HierarchyRows> byRoot;

	private final Map<String, CollectionRows> byRole;

	private final Map<String, KeyedTable> keyed;

	/**
	 * The plain names of all tables that are mapped, by their full names.
	 */
	private final Map<String, String> plainNames;

	/**
	 * The full names of the tables that entities are written to, by their names.
	 */
	private final Map<String, Set<String>> written = new ConcurrentHashMap<>();

	private volatile Runnable changed = () -> {
	};

	/**
	 * Creates a mapping.
	 * @param byRoot the rows of entities, by the names of their roots
	 * @param byRole the rows of collections, by their roles
	 * @param keyed the tables of these entities, by their full names
	 * @param plainNames the plain names of all tables that are mapped, by their full
	 * names
	 */
	RowMapping(Map<String, HierarchyRows> byRoot, Map<String, CollectionRows> byRole, Map<String, KeyedTable> keyed,
			Map<String, String> plainNames) {
		this.byRoot = Map.copyOf(byRoot);
		this.byRole = Map.copyOf(byRole);
		this.keyed = Map.copyOf(keyed);
		this.plainNames = Map.copyOf(plainNames);
	}

	/**
	 * Returns whether an entity is mapped to a query in place of a table.
	 * @param entity the persister of the entity
	 * @return whether Hibernate has the text of a query for the name of its table
	 */
	public static boolean isQuery(EntityPersister entity) {
		boolean[] found = new boolean[1];
		entity.forEachMutableTable((table) -> found[0] |= table.getTableName().startsWith("("));
		return found[0];
	}

	/**
	 * Returns the full names of the tables that an entity is written to.
	 */
	Set<String> tables(EntityPersister entity) {
		Set<String> known = this.written.get(entity.getEntityName());
		if (known != null) {
			return known;
		}
		Set<String> tables = new HashSet<>();
		entity.forEachMutableTable((table) -> tables.add(table.getTableName()));
		this.written.put(entity.getEntityName(), Set.copyOf(tables));
		return tables;
	}

	/**
	 * Returns the rows of an entity and its subclasses.
	 * @param persister the persister of the entity
	 * @return the rows, or {@code null} if they cannot be told apart
	 */
	public @Nullable HierarchyRows of(EntityPersister persister) {
		return this.byRoot.get(persister.getRootEntityName());
	}

	/**
	 * Returns the rows of a collection.
	 * @param persister the persister of the collection
	 * @return the rows, or {@code null} if it is not known of each write whose they are,
	 * as with the inverse side of an association
	 */
	public @Nullable CollectionRows of(CollectionPersister persister) {
		return this.byRole.get(persister.getRole());
	}

	/**
	 * Returns the column of an attribute by whose values rows can be looked up.
	 * @param attribute the attribute
	 * @return the column, or {@code null} if it is not one, or writes do not tell what is
	 * in it
	 */
	public Lookup.@Nullable Column column(ModelPart attribute) {
		Lookup.Column column = LookupColumns.of(attribute);
		return (column != null && keyed(column.table()) != null) ? column : null;
	}

	/**
	 * Adds a lookup of the rows of an entity. From now on, writes tell of it.
	 * @param persister the persister of the entity
	 * @param columns the columns by whose values rows are looked up, in their order
	 * @return the lookup, or {@code null} if the rows cannot be told apart, or there are
	 * too many lookups
	 */
	public @Nullable Lookup lookup(EntityPersister persister, List<Lookup.Column> columns) {
		HierarchyRows rows = of(persister);
		Lookup lookup = (rows != null) ? rows.lookups().add(new Lookup(rows.table(), columns)) : null;
		this.changed.run();
		return lookup;
	}

	/**
	 * Adds columns that a query looks at. From now on, updates tell whether they write
	 * one of them.
	 * @param persister the persister of the entity
	 * @param attributes the attributes that have the columns
	 * @return the columns, or {@code null} if updates do not tell, or there are too many
	 * sets
	 */
	public @Nullable ColumnSet columns(EntityPersister persister, Iterable<ModelPart> attributes) {
		HierarchyRows rows = of(persister);
		SortedSet<ColumnSet.Column> columns = ColumnSet.columns(persister, attributes);
		if (rows == null || columns == null || !columns.stream().allMatch((column) -> keyed(column.table()) != null)) {
			return null;
		}
		ColumnSet added = rows.lookups().add(new ColumnSet(rows.table(), columns));
		this.changed.run();
		return added;
	}

	/**
	 * Sets what is told from now on when fingerprints have changed.
	 */
	void observe(Runnable changed) {
		this.changed = changed;
	}

	/**
	 * Tells the fingerprints of all tables whose rows are told apart. Two units, or two
	 * nodes, understand each other's marks of a table only if theirs are the same.
	 * @param consumer takes the plain name of each table, and its fingerprint
	 */
	public void forEachTracked(ObjLongConsumer<String> consumer) {
		this.byRoot.values()
			.forEach((rows) -> rows.tables().forEach((table) -> consumer.accept(table, rows.fingerprint())));
		Set<String> ofEntities = this.byRoot.values()
			.stream()
			.flatMap((rows) -> rows.tables().stream())
			.collect(Collectors.toSet());
		this.byRole.values()
			.stream()
			.filter((rows) -> !ofEntities.contains(rows.table()))
			.forEach((rows) -> consumer.accept(rows.table(), rows.fingerprint()));
	}

	/**
	 * Returns the names of all tables that the unit maps, also of those whose rows cannot
	 * be told apart.
	 * @return the plain names
	 */
	public Set<String> tables() {
		return Set.copyOf(this.plainNames.values());
	}

	/**
	 * Returns the plain name of a table.
	 * @param table the full name, as the mapping has it
	 */
	String plainName(String table) {
		String found = this.plainNames.get(table);
		return (found != null) ? found : TableDirectory.plainName(table);
	}

	/**
	 * Returns how a table has the identifier of an entity, or {@code null} if it has none
	 * that is tracked.
	 * @param table the full name of the table, as the mapping has it
	 */
	@Nullable KeyedTable keyed(String table) {
		return this.keyed.get(table);
	}

}
