package dev.accelerate.jpa.rows.read;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.jpa.rows.CollectionRows;
import dev.accelerate.jpa.rows.HierarchyRows;
import dev.accelerate.jpa.rows.RowMapping;
import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Snapshot;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Collector of what the entities in results say about the database.
 */
final class ResultFacts {

	private final MappingMetamodelImplementor metamodel;

	private final RowMapping rows;

	private final Map<String, EntityFacts> byEntity = new ConcurrentHashMap<>();

	private final Map<String, CollectionFacts> byRole = new ConcurrentHashMap<>();

	ResultFacts(MappingMetamodelImplementor metamodel, RowMapping rows) {
		this.metamodel = metamodel;
		this.rows = rows;
	}

	EntityFacts of(EntityPersister persister) {
		return this.byEntity.computeIfAbsent(persister.getEntityName(),
				(name) -> EntityFacts.of(persister, this.rows.of(persister)));
	}

	/**
	 * Collects what a result says.
	 * @param fetches what the query fetches besides what the mapping says
	 * @return what it says, or {@code null} if it has more or other entities than can be
	 * followed
	 */
	@Nullable Found find(Snapshot result, Fetches fetches) {
		Found found = new Found(new HashSet<>(), new HashSet<>(), new HashSet<>());
		for (Node node : result.entities()) {
			if (found.marks().size() > RowMarks.MOST || (node instanceof Node.EntityNode entity
					&& (!entity.isPersistent() || !add(entity, fetches, found)))) {
				return null;
			}
			if (node instanceof Node.ReferenceNode reference) {
				add(reference, found);
			}
		}
		return found;
	}

	private boolean add(Node.EntityNode entity, Fetches fetches, Found found) {
		EntityFacts facts = of(this.metamodel.getEntityDescriptor(entity.entityName()));
		if (!facts.followed()) {
			return false;
		}
		HierarchyRows rows = facts.rows();
		Long mark = (rows != null) ? mark(rows, facts.persister(), entity.id()) : null;
		if (mark != null) {
			found.marks().add(mark);
			found.told().addAll(facts.tables());
		}
		else {
			found.coarse().addAll(facts.tables());
		}
		found.coarse().addAll(facts.always());
		if (fetches.any()) {
			found.coarse().addAll(facts.joined());
		}
		for (EntityFacts.Reference reference : facts.references()) {
			if ((reference.eager() || fetches.mayReach(reference.root()))
					&& entity.values()[reference.position()] == null) {
				found.coarse().addAll(reference.tables());
			}
		}
		return addCollections(entity.id(), entity.values(), found);
	}

	private static @Nullable Long mark(HierarchyRows rows, EntityPersister persister, Object id) {
		if (!(id instanceof Node node)) {
			return rows.mark(persister, id);
		}
		List<@Nullable Object> values = NodeKeys.values(persister.getIdentifierMapping(), node);
		return (values != null) ? rows.mark(values) : null;
	}

	/**
	 * Adds the row of an entity that was not loaded, if its class was read from it.
	 */
	private void add(Node.ReferenceNode reference, Found found) {
		EntityPersister persister = this.metamodel.getEntityDescriptor(reference.entityName());
		if (persister.isConcreteProxy()) {
			EntityFacts facts = of(persister);
			HierarchyRows rows = facts.rows();
			Long mark = (rows != null) ? mark(rows, persister, reference.id()) : null;
			if (mark != null) {
				found.marks().add(mark);
			}
			else {
				found.coarse().addAll(facts.tables());
			}
		}
	}

	private boolean addCollections(Object owner, @Nullable Object[] values, Found found) {
		for (Object value : values) {
			if (value instanceof Node.CollectionNode collection && collection.items() != null
					&& !add(owner, collection, found)) {
				return false;
			}
			if (value instanceof Node.EmbeddableNode embeddable && !addCollections(owner, embeddable.values(), found)) {
				return false;
			}
		}
		return true;
	}

	private boolean add(Object owner, Node.CollectionNode collection, Found found) {
		CollectionFacts facts = this.byRole.computeIfAbsent(collection.role(), (role) -> {
			CollectionPersister persister = this.metamodel.getCollectionDescriptor(role);
			return CollectionFacts.of(persister, this.rows.of(persister));
		});
		Object key = (collection.key() != null) ? collection.key() : owner;
		Long mark = facts.mark(key);
		CollectionRows rows = facts.rows();
		if (mark != null && rows != null) {
			found.marks().add(mark);
			found.told().add(rows.table());
		}
		else {
			found.coarse().addAll(facts.tables());
		}
		return facts.followed();
	}

	/**
	 * What a result says.
	 *
	 * @param marks the marks of the rows of its entities
	 * @param told the plain names of the tables of which the result shows these rows
	 * @param coarse the plain names of tables of which any row may change the result
	 */
	record Found(Set<Long> marks, Set<String> told, Set<String> coarse) {
	}

}
