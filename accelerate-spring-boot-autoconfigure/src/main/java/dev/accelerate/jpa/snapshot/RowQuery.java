package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.accelerate.snapshot.Node;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.QueryFlushMode;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Query for what the database has now of an entity or of one of its collections, to be
 * compared with what came from the cache. It selects plain values: no entity is loaded,
 * and no callback runs.
 */
final class RowQuery {

	private final MappingRegistry registry;

	private final List<Column> columns = new ArrayList<>();

	private final String from;

	private final StringBuilder joins = new StringBuilder();

	private final boolean inList;

	private RowQuery(MappingRegistry registry, String from, boolean inList) {
		this.registry = registry;
		this.from = from;
		this.inList = inList;
	}

	/**
	 * Returns whether the database has the row of an entity, with the state that came
	 * from the cache.
	 */
	static boolean isCurrent(MappingRegistry registry, SessionImplementor session, Object entity,
			Node.EntityNode node) {
		EntityMapping mapping = registry.mappingOf(node.entityName());
		EntityPersister persister = mapping.persister();
		RowQuery query = new RowQuery(registry, " from " + persister.getEntityName() + " e", false);
		List<@Nullable Object> expected = new ArrayList<>();
		String[] names = persister.getPropertyNames();
		for (int i = 0; i < names.length; i++) {
			if (!isComputed(persister.getAttributeMapping(i))) {
				query.add("e." + names[i], mapping.values()[i]);
				query.flatten(node.values()[i], mapping.values()[i], session, expected::add);
			}
		}
		List<@Nullable Object[]> rows = new ArrayList<>();
		rows.add(expected.toArray());
		return query.isCurrent(session, entity, rows);
	}

	/**
	 * Returns whether the database has the elements of a collection that came from the
	 * cache, and no others.
	 */
	static boolean isCurrent(MappingRegistry registry, SessionImplementor session, Object owner,
			EntityPersister ownerPersister, Node.CollectionNode node) {
		CollectionMapping mapping = registry.collectionOf(node.role());
		String declaring = mapping.persister().getOwnerEntityPersister().getEntityName();
		String attribute = node.role().substring(declaring.length() + 1);
		boolean list = mapping.index() != null && !(mapping.isMap());
		RowQuery query = new RowQuery(registry,
				" from " + ownerPersister.getEntityName() + " e join e." + attribute + " x", list);
		if (mapping.isMap()) {
			query.add("key(x)", mapping.requiredIndex());
		}
		query.add(mapping.isMap() ? "value(x)" : "x", mapping.element());
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (Object item : Objects.requireNonNull(node.items())) {
			List<@Nullable Object> row = new ArrayList<>();
			if (item instanceof Node.EntryNode entry) {
				query.flatten(entry.key(), mapping.requiredIndex(), session, row::add);
				query.flatten(entry.value(), mapping.element(), session, row::add);
			}
			else if (item != null) {
				query.flatten(item, mapping.element(), session, row::add);
			}
			if (!row.isEmpty()) {
				rows.add(row.toArray());
			}
		}
		return query.isCurrent(session, owner, rows);
	}

	/**
	 * Returns whether an attribute is computed by a query, so that it is no part of the
	 * row.
	 */
	private static boolean isComputed(AttributeMapping attribute) {
		boolean[] formula = new boolean[1];
		attribute.forEachSelectable((index, selectable) -> formula[0] |= isFormula(selectable));
		return formula[0];
	}

	private static boolean isFormula(SelectableMapping selectable) {
		return selectable.isFormula();
	}

	private void add(String path, ValueMapping mapping) {
		Type type = mapping.type();
		if (isNoColumn(type)) {
			return;
		}
		if (type instanceof ComponentType component) {
			String[] names = component.getPropertyNames();
			for (int i = 0; i < names.length; i++) {
				add(path + "." + names[i], mapping.parts()[i]);
			}
		}
		else if (type instanceof EntityType association) {
			EntityPersister target = this.registry.mappingOf(association.getAssociatedEntityName()).persister();
			String alias = path;
			if (path.indexOf('.') > 0) {
				alias = "j" + this.columns.size();
				this.joins.append(" left join ").append(path).append(' ').append(alias);
			}
			this.columns.add(new Column("id(" + alias + ")", target.getIdentifierType(), null));
		}
		else {
			this.columns.add(new Column(path, type, mapping));
		}
	}

	private static boolean isNoColumn(Type type) {
		return type.isCollectionType() || type instanceof OneToOneType || type.isAnyType();
	}

	/**
	 * Takes the values that the query returns out of the state of an attribute.
	 */
	private void flatten(@Nullable Object value, ValueMapping mapping, SessionImplementor session,
			Consumer<@Nullable Object> row) {
		Type type = mapping.type();
		if (isNoColumn(type)) {
			return;
		}
		if (type instanceof ComponentType) {
			ValueMapping[] parts = mapping.parts();
			for (int i = 0; i < parts.length; i++) {
				Object part = (value instanceof Node.EmbeddableNode embeddable) ? embeddable.values()[i] : value;
				flatten(part, parts[i], session, row);
			}
		}
		else if (value instanceof Node.ReferenceNode reference) {
			row.accept(reference.id());
		}
		else if (value instanceof Node.EntityNode entity) {
			row.accept(NodeIdentifiers.of(entity, this.registry.mappingOf(entity.entityName()), session));
		}
		else {
			row.accept(value);
		}
	}

	/**
	 * Returns whether the query returns these rows. The mode that keeps it from flushing
	 * the session is to be replaced by one that older versions of Hibernate do not have.
	 */
	@SuppressWarnings("removal")
	private boolean isCurrent(SessionImplementor session, Object entity, List<@Nullable Object[]> expected) {
		StringBuilder text = new StringBuilder("select 1");
		this.columns.forEach((column) -> text.append(", ").append(column.path()));
		List<Object[]> rows = session
			.createSelectionQuery(text.append(this.from)
				.append(this.joins)
				.append(" where e = :entity")
				.append(this.inList ? " order by index(x)" : "")
				.toString(), Object[].class)
			.setQueryFlushMode(QueryFlushMode.NO_FLUSH)
			.setParameter("entity", entity)
			.getResultList();
		if (rows.size() != expected.size()) {
			return false;
		}
		return (this.inList || expected.size() == 1) ? isSameInOrder(rows, expected) : isSameInAnyOrder(rows, expected);
	}

	private boolean isSameInOrder(List<Object[]> rows, List<@Nullable Object[]> expected) {
		for (int i = 0; i < rows.size(); i++) {
			if (!isSame(rows.get(i), expected.get(i))) {
				return false;
			}
		}
		return true;
	}

	private boolean isSameInAnyOrder(List<Object[]> rows, List<@Nullable Object[]> expected) {
		Map<Integer, List<Object[]>> remaining = new HashMap<>();
		for (Object[] row : rows) {
			remaining.computeIfAbsent(hash(row, 1), (key) -> new ArrayList<>()).add(row);
		}
		for (@Nullable
		Object[] row : expected) {
			List<Object[]> candidates = remaining.getOrDefault(hash(row, 0), List.of());
			if (!removeFirst(candidates, row)) {
				return false;
			}
		}
		return true;
	}

	private boolean removeFirst(List<Object[]> candidates, @Nullable Object[] row) {
		for (int i = 0; i < candidates.size(); i++) {
			if (isSame(candidates.get(i), row)) {
				candidates.remove(i);
				return true;
			}
		}
		return false;
	}

	private int hash(@Nullable Object[] row, int offset) {
		int hash = 0;
		for (int i = 0; i < this.columns.size(); i++) {
			Object value = row[i + offset];
			hash = 31 * hash + ((value != null) ? this.columns.get(i).type().getHashCode(value) : 0);
		}
		return hash;
	}

	private boolean isSame(@Nullable Object[] row, @Nullable Object[] expected) {
		for (int i = 0; i < this.columns.size(); i++) {
			if (!this.columns.get(i).isSame(row[i + 1], expected[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Column that the query selects.
	 *
	 * @param path the path in the query
	 * @param type the type of its values
	 * @param mapping the mapping of the attribute, or {@code null} for an identifier
	 */
	private record Column(String path, Type type, @Nullable ValueMapping mapping) {

		/**
		 * Returns whether the row has the value. Of values without an equality of their
		 * own, Hibernate cannot tell either whether they were changed.
		 */
		boolean isSame(@Nullable Object present, @Nullable Object expected) {
			if (expected == Node.Unfetched.UNFETCHED) {
				return true;
			}
			if (present == null || expected == null) {
				return present == expected;
			}
			return this.type.isEqual(present, expected)
					|| (this.mapping != null && !this.type.isEqual(expected, this.mapping.copy(expected)));
		}

	}

}
