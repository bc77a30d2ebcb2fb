package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;

import dev.accelerate.snapshot.Node;
import org.hibernate.collection.spi.PersistentCollection;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the values of entities, keys and elements. What becomes of an entity or a
 * collection depends on whether a session manages what is built.
 */
abstract class ValueRestore {

	/**
	 * Returns what stands for an entity or a reference.
	 */
	abstract Object restoreEntity(Node node);

	/**
	 * Creates a collection, which gets its items when every entity has its values.
	 * @param owner the entity that the collection belongs to, or {@code null} if there is
	 * none
	 * @param ownerId the identifier of that entity, if it is known
	 */
	abstract Object restoreCollection(Node.CollectionNode node, @Nullable Object owner, @Nullable Object ownerId);

	final @Nullable Object[] restoreAll(@Nullable Object[] values, ValueMapping[] mappings, @Nullable Object owner,
			@Nullable Object ownerId) {
		@Nullable Object[] restored = new Object[values.length];
		for (int i = 0; i < values.length; i++) {
			restored[i] = restoreValue(values[i], mappings[i], owner, ownerId);
		}
		return restored;
	}

	final @Nullable Object restoreValue(@Nullable Object value, ValueMapping mapping, @Nullable Object owner,
			@Nullable Object ownerId) {
		if (value == null) {
			return null;
		}
		if (value instanceof Node.Unfetched unfetched) {
			return UnfetchedValues.restore(unfetched);
		}
		if (mapping.isShareable()) {
			return value;
		}
		if (value instanceof Node.EntityNode || value instanceof Node.ReferenceNode) {
			return restoreEntity((Node) value);
		}
		if (value instanceof Node.CollectionNode collection) {
			return restoreCollection(collection, owner, ownerId);
		}
		if (value instanceof Node.EmbeddableNode embeddable) {
			return mapping.embeddable(mapping.isFlat() ? embeddable.values()
					: restoreAll(embeddable.values(), mapping.parts(), owner, ownerId), owner);
		}
		return mapping.copy(value);
	}

	/**
	 * Fills a collection as Hibernate does when it reads the rows.
	 * @return the items, which are in no other hands
	 */
	final ArrayList<@Nullable Object> fill(PersistentCollection<?> collection, CollectionMapping mapping,
			@Nullable Object[] nodes) {
		ArrayList<@Nullable Object> items = new ArrayList<>(nodes.length);
		for (Object node : nodes) {
			items.add(restoreItem(node, mapping, collection.getOwner()));
		}
		collection.beginRead();
		collection.injectLoadedState(mapping.persister().getAttributeMapping(), items);
		collection.endRead();
		return items;
	}

	private @Nullable Object restoreItem(@Nullable Object item, CollectionMapping mapping, @Nullable Object owner) {
		if (item instanceof Node.EntryNode entry) {
			return new @Nullable Object[] { restoreValue(entry.key(), mapping.requiredIndex(), owner, null),
					restoreValue(entry.value(), mapping.element(), owner, null) };
		}
		return restoreValue(item, mapping.element(), owner, null);
	}

}
