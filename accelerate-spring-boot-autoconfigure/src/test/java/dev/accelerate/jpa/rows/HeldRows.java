package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.accelerate.invalidation.RowMark;
import dev.accelerate.jpa.rows.domain.People.Status;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.jspecify.annotations.Nullable;

/**
 * Which marks have to be named when rows of a table have changed, worked out from the
 * rows themselves.
 */
final class HeldRows {

	private final Map<String, HierarchyRows> entities = new HashMap<>();

	private final Map<String, KeyedTable> keys = new HashMap<>();

	private final Map<String, List<CollectionRows>> collections = new HashMap<>();

	private final Set<HierarchyRows> soft = new HashSet<>();

	HeldRows(SessionFactoryImplementor sessionFactory, RowMapping mapping) {
		sessionFactory.getMappingMetamodel().forEachEntityDescriptor((entity) -> {
			HierarchyRows rows = mapping.of(entity);
			if (rows != null) {
				if (entity.getSoftDeleteMapping() != null) {
					this.soft.add(rows);
				}
				List<EntityTableMapping> tables = new ArrayList<>();
				entity.forEachMutableTable(tables::add);
				for (EntityTableMapping table : tables) {
					KeyedTable keyed = mapping.keyed(table.getTableName());
					this.entities.put(keyed.name(), rows);
					this.keys.put(keyed.name(), keyed);
				}
			}
		});
		Set<CollectionRows> all = new HashSet<>();
		sessionFactory.getMappingMetamodel().forEachCollectionDescriptor((collection) -> {
			CollectionRows rows = mapping.of(collection);
			if (rows != null && all.add(rows)) {
				this.collections.computeIfAbsent(rows.table(), (table) -> new ArrayList<>()).add(rows);
			}
		});
	}

	/**
	 * Returns whether rows of a table are told apart.
	 */
	boolean isTracked(String table) {
		return this.entities.containsKey(table) || this.collections.containsKey(table);
	}

	/**
	 * Returns the marks for rows of a table that are no more, and for those that are new.
	 * A collection of entities that loses one shows that by the entity.
	 */
	Set<Long> marks(String table, List<Map<String, Object>> gone, List<Map<String, Object>> come) {
		Set<Long> marks = new HashSet<>();
		HierarchyRows rows = this.entities.get(table);
		if (rows != null) {
			for (List<Map<String, Object>> some : List.of(gone, come)) {
				some.forEach((row) -> marks.add(rows.mark(values(row, this.keys.get(table).columns(), rows.forms()))));
			}
		}
		if (rows != null && rows.table().equals(table) && !keys(gone, table, rows).equals(keys(come, table, rows))) {
			marks.addAll(sets(table));
		}
		for (CollectionRows collection : this.collections.getOrDefault(table, List.of())) {
			for (Map<String, Object> row : come) {
				List<@Nullable Object> owner = values(row, collection.columns(), collection.forms());
				boolean entered = gone.stream()
					.noneMatch((old) -> values(old, collection.columns(), collection.forms()).equals(owner)
							&& isSame(table, old, row));
				if (entered && !owner.contains(null)) {
					marks.add(collection.mark(owner));
				}
			}
		}
		if (rows == null) {
			marks.addAll(owners(table, gone));
		}
		return marks;
	}

	private Set<List<@Nullable Object>> keys(List<Map<String, Object>> some, String table, HierarchyRows rows) {
		Set<List<@Nullable Object>> keys = new HashSet<>();
		some.forEach((row) -> keys.add(values(row, this.keys.get(table).columns(), rows.forms())));
		return keys;
	}

	/**
	 * Returns the mark of which rows of an entity there are. A joined table has it, too,
	 * and an entity that is deleted may leave its row.
	 */
	Set<Long> sets(String table) {
		HierarchyRows rows = this.entities.get(table);
		return (rows != null) ? Set.of(RowMark.set(rows.table())) : Set.of();
	}

	/**
	 * Returns whether other rows of the entity of a table may be there now than before,
	 * in any of its tables. One that is deleted softly stays where it is.
	 */
	boolean mayBeOthers(String table, Map<String, List<Map<String, Object>>> gone,
			Map<String, List<Map<String, Object>>> come) {
		HierarchyRows rows = this.entities.get(table);
		return rows != null && (this.soft.contains(rows) || rows.tables()
			.stream()
			.anyMatch((each) -> !keys(gone.getOrDefault(each, List.of()), each, rows)
				.equals(keys(come.getOrDefault(each, List.of()), each, rows))));
	}

	/**
	 * Returns the marks of the collections that rows of a table were in.
	 */
	Set<Long> owners(String table, List<Map<String, Object>> gone) {
		Set<Long> marks = new HashSet<>();
		for (CollectionRows collection : this.collections.getOrDefault(table, List.of())) {
			gone.forEach((row) -> marks.add(collection.mark(values(row, collection.columns(), collection.forms()))));
		}
		return marks;
	}

	private boolean isSame(String table, Map<String, Object> row, Map<String, Object> other) {
		HierarchyRows rows = this.entities.get(table);
		List<String> key = (rows != null) ? this.keys.get(table).columns() : List.of();
		return rows != null && values(row, key, rows.forms()).equals(values(other, key, rows.forms()));
	}

	private static List<@Nullable Object> values(Map<String, Object> row, List<String> columns, List<KeyForm> forms) {
		List<@Nullable Object> values = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			Object value = row.get(columns.get(i).toLowerCase(Locale.ROOT));
			values.add((forms.get(i) == KeyForm.NAME && value != null) ? Status.valueOf(value.toString()) : value);
		}
		return values;
	}

	static Map<String, Object> lower(Map<String, Object> row) {
		Map<String, Object> lower = new TreeMap<>();
		row.forEach((column, value) -> lower.put(column.toLowerCase(Locale.ROOT), value));
		return lower;
	}

}
