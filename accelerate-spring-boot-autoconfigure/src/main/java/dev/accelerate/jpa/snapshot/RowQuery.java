package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.ValueCopies;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.query.QueryFlushMode;
import org.hibernate.query.SelectionQuery;
import org.hibernate.type.BasicType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.ManyToOneType;
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

	/**
	 * Number of the columns before those of the element of a collection.
	 */
	private int leading;

	private RowQuery(MappingRegistry registry, String from, boolean inList) {
		this.registry = registry;
		this.from = from;
		this.inList = inList;
	}

	/**
	 * Returns whether the row of an entity can be queried.
	 */
	static boolean isPossible(MappingRegistry registry, EntityMapping mapping) {
		BitSet all = new BitSet();
		all.set(0, mapping.values().length);
		return ofEntity(registry, mapping, all).isPossible();
	}

	/**
	 * Returns whether the elements of a collection can be queried.
	 */
	static boolean isPossible(MappingRegistry registry, CollectionMapping mapping) {
		return ofCollection(registry, mapping, mapping.persister().getOwnerEntityPersister()).isPossible();
	}

	/**
	 * Returns whether the database has the row of an entity, with the state that came
	 * from the cache.
	 * @param attributes the attributes to compare
	 */
	static boolean isCurrent(MappingRegistry registry, SessionImplementor session, Object entity, Node.EntityNode node,
			BitSet attributes) {
		EntityMapping mapping = registry.mappingOf(node.entityName());
		RowQuery query = ofEntity(registry, mapping, attributes);
		List<Object[]> rows = query.rows(session, " where e = :entity", "entity", entity);
		if (rows.isEmpty()) {
			return isHiddenRowCurrent(registry, session, mapping, node, attributes);
		}
		return rows.size() == 1 && query.isSame(rows.get(0), query.expected(mapping, node, attributes, session));
	}

	/**
	 * Returns which entities the database has with the state that came from the cache.
	 * All of them are of the same class.
	 */
	static BitSet current(MappingRegistry registry, SessionImplementor session, List<Object> entities,
			List<RestoredState> states) {
		BitSet current = new BitSet();
		Map<BitSet, List<Integer>> byAttributes = new HashMap<>();
		for (int i = 0; i < states.size(); i++) {
			byAttributes.computeIfAbsent(states.get(i).unchecked((BitSet) null), (key) -> new ArrayList<>()).add(i);
		}
		byAttributes.forEach((attributes, indexes) -> {
			EntityMapping mapping = registry
				.mappingOf(Objects.requireNonNull(states.get(indexes.get(0)).entity()).entityName());
			RowQuery query = ofEntity(registry, mapping, attributes);
			Type idType = mapping.persister().getIdentifierType();
			query.columns.add(new Column("id(e)", idType, null));
			List<Object[]> rows = query.rows(session, " where e in (:entities)", "entities",
					indexes.stream().map(entities::get).toList());
			for (int index : indexes) {
				Node.EntityNode node = Objects.requireNonNull(states.get(index).entity());
				List<@Nullable Object> expected = new ArrayList<>(
						Arrays.asList(query.expected(mapping, node, attributes, session)));
				expected.add(session.getPersistenceContextInternal().getEntry(entities.get(index)).getId());
				int id = query.columns.size();
				boolean shown = rows.stream().anyMatch((row) -> idType.isEqual(row[id], expected.get(id - 1)));
				current.set(index, shown ? rows.stream().anyMatch((row) -> query.isSame(row, expected.toArray()))
						: isHiddenRowCurrent(registry, session, mapping, node, attributes));
			}
		});
		return current;
	}

	private static RowQuery ofEntity(MappingRegistry registry, EntityMapping mapping, BitSet attributes) {
		EntityPersister persister = mapping.persister();
		RowQuery query = new RowQuery(registry, " from " + persister.getEntityName() + " e", false);
		String[] names = persister.getPropertyNames();
		for (int i = 0; i < names.length; i++) {
			if (attributes.get(i) && isWritten(mapping, i)) {
				query.add("e." + quoted(names[i]), mapping.values()[i]);
			}
		}
		return query;
	}

	/**
	 * Returns a name in a form in which no name is a keyword of the query language.
	 */
	private static String quoted(String name) {
		return '`' + name + '`';
	}

	private @Nullable Object[] expected(EntityMapping mapping, Node.EntityNode node, BitSet attributes,
			SessionImplementor session) {
		List<@Nullable Object> expected = new ArrayList<>();
		for (int i = 0; i < node.values().length; i++) {
			if (attributes.get(i) && isWritten(mapping, i)) {
				flatten(node.values()[i], mapping.values()[i], session, expected::add);
			}
		}
		return expected.toArray();
	}

	/**
	 * Returns whether an update writes an attribute. Others are not lost. They may also
	 * be written by what is about to be written, such as the column of a collection.
	 */
	private static boolean isWritten(EntityMapping mapping, int attribute) {
		EntityPersister persister = mapping.persister();
		return persister.getPropertyUpdateability()[attribute] && !mapping.isSynthetic(attribute)
				&& !isComputed(persister.getAttributeMapping(attribute));
	}

	/**
	 * Returns whether a row that no query shows, because of a restriction, has the state
	 * that came from the cache. Only its plain values are compared.
	 */
	private static boolean isHiddenRowCurrent(MappingRegistry registry, SessionImplementor session,
			EntityMapping mapping, Node.EntityNode node, BitSet attributes) {
		EntityPersister persister = mapping.persister();
		@Nullable Object[] row = persister.getDatabaseSnapshot(NodeIdentifiers.of(node, mapping, registry, session), session);
		if (row == null) {
			return false;
		}
		for (int i = 0; i < row.length; i++) {
			Type type = mapping.values()[i].type();
			if (attributes.get(i) && isWritten(mapping, i) && type instanceof BasicType<?>
					&& !new Column("", type, mapping.values()[i]).isSame(row[i], node.values()[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns whether the database has the elements of a collection that came from the
	 * cache, and no others. The rows of a collection without a table of its own may have
	 * been written together with its elements. So those that this session adds or removes
	 * count neither way.
	 * @param present the collection as it is about to be written, or {@code null} if it
	 * is removed
	 */
	static boolean isCurrent(MappingRegistry registry, SessionImplementor session, Object owner,
			EntityPersister ownerPersister, Node.CollectionNode node, @Nullable PersistentCollection<?> present) {
		CollectionMapping mapping = registry.collectionOf(node.role());
		RowQuery query = ofCollection(registry, mapping, ownerPersister);
		List<@Nullable Object[]> rows = new ArrayList<>();
		@Nullable Object[] items = Objects.requireNonNull(node.items());
		for (int i = 0; i < items.length; i++) {
			Object item = items[i];
			List<@Nullable Object> row = new ArrayList<>();
			if (item instanceof Node.EntryNode entry) {
				query.flatten(entry.key(), mapping.requiredIndex(), session, row::add);
				query.flatten(entry.value(), mapping.element(), session, row::add);
			}
			else if (item != null) {
				if (mapping.isList()) {
					row.add(i + mapping.listIndexBase());
				}
				query.flatten(item, mapping.element(), session, row::add);
			}
			if (query.isElement(row, 0)) {
				rows.add(row.toArray());
			}
		}
		List<Object[]> found = query.rows(session,
				" where e = :entity" + (mapping.isList() ? " order by index(x)" : ""), "entity", owner);
		found.removeIf((row) -> !query.isElement(Arrays.asList(row), 1));
		if (mapping.persister().isOneToMany()) {
			query.removeOwn(found, rows, (present != null) ? query.identifiers(present, mapping, session) : Set.of());
		}
		return query.isSameAs(found, rows);
	}

	private static RowQuery ofCollection(MappingRegistry registry, CollectionMapping mapping, EntityPersister owner) {
		String declaring = mapping.persister().getOwnerEntityPersister().getEntityName();
		String attribute = mapping.persister().getRole().substring(declaring.length() + 1);
		String path = Arrays.stream(attribute.split("\\.")).map(RowQuery::quoted).collect(Collectors.joining("."));
		RowQuery query = new RowQuery(registry, " from " + owner.getEntityName() + " e join e." + path + " x",
				mapping.isList());
		if (mapping.isMap()) {
			query.add("key(x)", mapping.requiredIndex());
		}
		else if (mapping.isList()) {
			query.add("index(x)", mapping.requiredIndex());
		}
		query.leading = query.columns.size();
		query.add("x", mapping.element());
		return query;
	}

	/**
	 * Returns whether a row of a collection has an element. For Hibernate, an embeddable
	 * without any value is none.
	 */
	private boolean isElement(List<? extends @Nullable Object> row, int offset) {
		return row.stream().skip(this.leading + offset).anyMatch(Objects::nonNull);
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
				add(path + "." + quoted(names[i]), mapping.parts()[i]);
			}
		}
		else if (type instanceof EntityType association) {
			EntityPersister target = this.registry.mappingOf(association.getAssociatedEntityName()).persister();
			String alias = path;
			if (path.indexOf('.') > 0) {
				alias = "j" + this.columns.size();
				this.joins.append(" left join ").append(path).append(' ').append(alias);
			}
			String id = "id(" + alias + ")";
			boolean mayBeHidden = !alias.equals(path) && hasForeignKey(association) && !association.isNullable()
					&& target.getIdentifierType() instanceof BasicType<?>;
			this.columns.add(new Column(mayBeHidden ? "coalesce(" + id + ", fk(" + path + "))" : id,
					target.getIdentifierType(), null));
		}
		else {
			this.columns.add(new Column(path, type, mapping));
		}
	}

	/**
	 * Returns whether the row itself has the identifier of an associated entity. A
	 * restriction may hide that entity.
	 */
	private static boolean hasForeignKey(EntityType association) {
		return association instanceof ManyToOneType && association.isReferenceToPrimaryKey();
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
			row.accept(
					NodeIdentifiers.of(entity, this.registry.mappingOf(entity.entityName()), this.registry, session));
		}
		else {
			row.accept(value);
		}
	}

	private String text(String condition) {
		StringBuilder text = new StringBuilder("select 1");
		this.columns.forEach((column) -> text.append(", ").append(column.path()));
		return text.append(this.from).append(this.joins).append(condition).toString();
	}

	private boolean isPossible() {
		try {
			this.registry.sessionFactory().getQueryEngine().getHqlTranslator().translate(text(""), Object[].class);
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Returns what the query returns. The mode that keeps it from flushing the session is
	 * to be replaced by one that older versions of Hibernate do not have.
	 */
	@SuppressWarnings("removal")
	private List<Object[]> rows(SessionImplementor session, String condition, String name, Object parameter) {
		SelectionQuery<Object[]> query = session.createSelectionQuery(text(condition), Object[].class)
			.setQueryFlushMode(QueryFlushMode.NO_FLUSH);
		if (parameter instanceof List<?> several) {
			query.setParameterList(name, several);
		}
		else {
			query.setParameter(name, parameter);
		}
		return new ArrayList<>(query.getResultList());
	}

	private Set<Object> identifiers(PersistentCollection<?> collection, CollectionMapping mapping,
			SessionImplementor session) {
		Set<Object> identifiers = new HashSet<>();
		for (Iterator<?> entries = collection.entries(mapping.persister()); entries.hasNext();) {
			Object entry = entries.next();
			Object element = (entry instanceof Map.Entry<?, ?> mapped) ? mapped.getValue() : entry;
			Object id = (element != null) ? session.getContextEntityIdentifier(element) : null;
			LazyInitializer proxy = HibernateProxy.extractLazyInitializer(element);
			if (proxy != null) {
				id = proxy.getInternalIdentifier();
			}
			if (id != null) {
				identifiers.add(id);
			}
		}
		return identifiers;
	}

	/**
	 * Removes the elements that this session adds from those that the database has, and
	 * those that it removes from those that are expected.
	 */
	private void removeOwn(List<Object[]> found, List<@Nullable Object[]> expected, Set<Object> present) {
		int last = this.columns.size() - 1;
		Set<Object> before = new HashSet<>();
		expected.forEach((row) -> before.add(Objects.requireNonNull(row[last])));
		Set<Object> now = new HashSet<>();
		found.forEach((row) -> now.add(row[last + 1]));
		found.removeIf((row) -> !before.contains(row[last + 1]) && present.contains(row[last + 1]));
		expected.removeIf((row) -> !now.contains(row[last]) && !present.contains(row[last]));
	}

	private boolean isSameAs(List<Object[]> rows, List<@Nullable Object[]> expected) {
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
		 * Returns whether the row has the value. Values without an equality of their own
		 * are compared field by field, if copies of them can be. Of others, Hibernate
		 * cannot tell either whether they were changed.
		 */
		boolean isSame(@Nullable Object present, @Nullable Object expected) {
			if (expected == Node.Unfetched.UNFETCHED) {
				return true;
			}
			if (present == null || expected == null) {
				return present == expected;
			}
			if (this.type.isEqual(present, expected)) {
				return true;
			}
			Object copy = (this.mapping != null) ? this.mapping.copy(expected) : null;
			if (copy == null || this.type.isEqual(expected, copy)) {
				return false;
			}
			return !ValueCopies.isTrueCopy(expected, copy) || ValueCopies.isTrueCopy(expected, present);
		}

	}

}
