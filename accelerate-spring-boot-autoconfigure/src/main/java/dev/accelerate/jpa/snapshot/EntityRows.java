package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.accelerate.snapshot.Node;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of entities that came from the cache with the rows that the database has
 * now.
 */
final class EntityRows {

	private final MappingRegistry registry;

	private final SessionImplementor session;

	EntityRows(MappingRegistry registry, SessionImplementor session) {
		this.registry = registry;
		this.session = session;
	}

	/**
	 * Returns whether the rows of a mapping can be compared.
	 */
	static boolean areComparable(MappingRegistry registry, EntityMapping mapping) {
		BitSet all = new BitSet();
		all.set(0, mapping.values().length);
		return select(registry, mapping, all).isPossible();
	}

	/**
	 * Returns whether the database has the row of an entity, with the state that came
	 * from the cache.
	 * @param attributes the attributes to compare
	 */
	boolean isCurrent(Object entity, Node.EntityNode node, BitSet attributes) {
		EntityMapping mapping = this.registry.mappingOf(node.entityName());
		RowSelect query = select(this.registry, mapping, attributes);
		List<Object[]> rows = query.rows(this.session, " where e = :entity", "entity", entity);
		if (rows.isEmpty()) {
			return isHiddenRowCurrent(mapping, node, attributes);
		}
		return rows.size() == 1 && query.isSame(rows.get(0), expected(query, mapping, node, attributes));
	}

	/**
	 * Returns which entities the database has with the state that came from the cache.
	 * All of them are of the same class.
	 */
	BitSet current(List<Object> entities, List<RestoredState> states) {
		BitSet current = new BitSet();
		Map<BitSet, List<Integer>> byAttributes = new HashMap<>();
		for (int i = 0; i < states.size(); i++) {
			byAttributes.computeIfAbsent(states.get(i).unchecked((BitSet) null), (key) -> new ArrayList<>()).add(i);
		}
		byAttributes.forEach((attributes, indexes) -> {
			EntityMapping mapping = this.registry
				.mappingOf(Objects.requireNonNull(states.get(indexes.get(0)).entity()).entityName());
			RowSelect query = select(this.registry, mapping, attributes);
			Type idType = mapping.persister().getIdentifierType();
			query.add(new RowColumn("id(e)", idType, null));
			List<Object[]> rows = query.rows(this.session, " where e in (:entities)", "entities",
					indexes.stream().map(entities::get).toList());
			for (int index : indexes) {
				Node.EntityNode node = Objects.requireNonNull(states.get(index).entity());
				List<@Nullable Object> expected = new ArrayList<>(
						Arrays.asList(expected(query, mapping, node, attributes)));
				expected.add(this.session.getPersistenceContextInternal().getEntry(entities.get(index)).getId());
				int id = query.size();
				boolean shown = rows.stream().anyMatch((row) -> idType.isEqual(row[id], expected.get(id - 1)));
				current.set(index, shown ? rows.stream().anyMatch((row) -> query.isSame(row, expected.toArray()))
						: isHiddenRowCurrent(mapping, node, attributes));
			}
		});
		return current;
	}

	private static RowSelect select(MappingRegistry registry, EntityMapping mapping, BitSet attributes) {
		EntityPersister persister = mapping.persister();
		RowSelect query = new RowSelect(registry, " from " + persister.getEntityName() + " e");
		String[] names = persister.getPropertyNames();
		for (int i = 0; i < names.length; i++) {
			if (attributes.get(i) && isWritten(mapping, i)) {
				query.add("e." + RowSelect.quoted(names[i]), mapping.values()[i]);
			}
		}
		return query;
	}

	private @Nullable Object[] expected(RowSelect query, EntityMapping mapping, Node.EntityNode node,
			BitSet attributes) {
		List<@Nullable Object> expected = new ArrayList<>();
		for (int i = 0; i < node.values().length; i++) {
			if (attributes.get(i) && isWritten(mapping, i)) {
				query.flatten(node.values()[i], mapping.values()[i], this.session, expected::add);
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
	private boolean isHiddenRowCurrent(EntityMapping mapping, Node.EntityNode node, BitSet attributes) {
		EntityPersister persister = mapping.persister();
		@Nullable Object[] row = persister.getDatabaseSnapshot(NodeIdentifiers.of(node, mapping, this.registry, this.session),
				this.session);
		if (row == null) {
			return false;
		}
		for (int i = 0; i < row.length; i++) {
			Type type = mapping.values()[i].type();
			if (attributes.get(i) && isWritten(mapping, i) && type instanceof BasicType<?>
					&& !new RowColumn("", type, mapping.values()[i]).isSame(row[i], node.values()[i])) {
				return false;
			}
		}
		return true;
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

}
