package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.accelerate.snapshot.Node;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of a collection that came from the cache with the rows that the database has
 * now.
 */
final class CollectionRows {

	private final CollectionMapping mapping;

	private final SessionImplementor session;

	private final RowSelect query;

	/**
	 * Number of the columns before those of the element.
	 */
	private final int leading;

	CollectionRows(MappingRegistry registry, SessionImplementor session, CollectionMapping mapping,
			EntityPersister owner) {
		this.mapping = mapping;
		this.session = session;
		this.query = select(registry, mapping, owner);
		this.leading = this.query.size();
		this.query.add("x", mapping.element());
	}

	/**
	 * Returns whether the elements of a mapping can be compared.
	 */
	static boolean areComparable(MappingRegistry registry, CollectionMapping mapping) {
		RowSelect query = select(registry, mapping, mapping.persister().getOwnerEntityPersister());
		query.add("x", mapping.element());
		return query.isPossible();
	}

	private static RowSelect select(MappingRegistry registry, CollectionMapping mapping, EntityPersister owner) {
		String declaring = mapping.persister().getOwnerEntityPersister().getEntityName();
		String attribute = mapping.persister().getRole().substring(declaring.length() + 1);
		String path = Arrays.stream(attribute.split("\\.")).map(RowSelect::quoted).collect(Collectors.joining("."));
		RowSelect query = new RowSelect(registry, " from " + owner.getEntityName() + " e join e." + path + " x");
		if (mapping.isMap()) {
			query.add("key(x)", mapping.requiredIndex());
		}
		else if (mapping.isList()) {
			query.add("index(x)", mapping.requiredIndex());
		}
		return query;
	}

	/**
	 * Returns whether the database has the elements of a collection that came from the
	 * cache, and no others. The rows of a collection without a table of its own may have
	 * been written together with its elements. So those that this session adds or removes
	 * count neither way.
	 * @param present the collection as it is about to be written, or {@code null} if it
	 * is removed
	 */
	boolean isCurrent(Object owner, Node.CollectionNode node, @Nullable PersistentCollection<?> present) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		@Nullable Object[] items = Objects.requireNonNull(node.items());
		for (int i = 0; i < items.length; i++) {
			Object item = items[i];
			List<@Nullable Object> row = new ArrayList<>();
			if (item instanceof Node.EntryNode entry) {
				this.query.flatten(entry.key(), this.mapping.requiredIndex(), this.session, row::add);
				this.query.flatten(entry.value(), this.mapping.element(), this.session, row::add);
			}
			else if (item != null) {
				if (this.mapping.isList()) {
					row.add(i + this.mapping.listIndexBase());
				}
				this.query.flatten(item, this.mapping.element(), this.session, row::add);
			}
			if (isElement(row, 0)) {
				rows.add(row.toArray());
			}
		}
		List<Object[]> found = this.query.rows(this.session,
				" where e = :entity" + (this.mapping.isList() ? " order by index(x)" : ""), "entity", owner);
		found.removeIf((row) -> !isElement(Arrays.asList(row), 1));
		if (this.mapping.persister().isOneToMany()) {
			removeOwn(found, rows, (present != null) ? identifiers(present) : Set.of());
		}
		return isSameAs(found, rows);
	}

	/**
	 * Returns whether a row of a collection has an element. For Hibernate, an embeddable
	 * without any value is none.
	 */
	private boolean isElement(List<? extends @Nullable Object> row, int offset) {
		return row.stream().skip(this.leading + offset).anyMatch(Objects::nonNull);
	}

	private Set<Object> identifiers(PersistentCollection<?> collection) {
		Set<Object> identifiers = new HashSet<>();
		for (Iterator<?> entries = collection.entries(this.mapping.persister()); entries.hasNext();) {
			Object entry = entries.next();
			Object element = (entry instanceof Map.Entry<?, ?> mapped) ? mapped.getValue() : entry;
			Object id = (element != null) ? this.session.getContextEntityIdentifier(element) : null;
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
		int last = this.query.size() - 1;
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
		return (this.mapping.isList() || expected.size() == 1) ? isSameInOrder(rows, expected)
				: isSameInAnyOrder(rows, expected);
	}

	private boolean isSameInOrder(List<Object[]> rows, List<@Nullable Object[]> expected) {
		for (int i = 0; i < rows.size(); i++) {
			if (!this.query.isSame(rows.get(i), expected.get(i))) {
				return false;
			}
		}
		return true;
	}

	private boolean isSameInAnyOrder(List<Object[]> rows, List<@Nullable Object[]> expected) {
		Map<Integer, List<Object[]>> remaining = new HashMap<>();
		for (Object[] row : rows) {
			remaining.computeIfAbsent(this.query.hash(row, 1), (key) -> new ArrayList<>()).add(row);
		}
		for (@Nullable
		Object[] row : expected) {
			List<Object[]> candidates = remaining.getOrDefault(this.query.hash(row, 0), List.of());
			if (!removeFirst(candidates, row)) {
				return false;
			}
		}
		return true;
	}

	private boolean removeFirst(List<Object[]> candidates, @Nullable Object[] row) {
		for (int i = 0; i < candidates.size(); i++) {
			if (this.query.isSame(candidates.get(i), row)) {
				candidates.remove(i);
				return true;
			}
		}
		return false;
	}

}
