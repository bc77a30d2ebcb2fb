package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.accelerate.snapshot.Node;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityEntryExtraState;
import org.hibernate.engine.spi.PersistenceContext;
import org.jspecify.annotations.Nullable;

/**
 * State in which an entity came from the cache into a session. It belongs to the entry of
 * the entity there, so that it is gone when the session reads the row itself.
 */
final class RestoredState implements EntityEntryExtraState {

	private final Node.@Nullable EntityNode entity;

	private final List<Node.CollectionNode> collections = new ArrayList<>(0);

	private final Set<String> checkedRoles = new HashSet<>(0);

	private boolean checked;

	private @Nullable EntityEntryExtraState next;

	/**
	 * Creates a state.
	 * @param entity the state of the entity, or {@code null} if only collections of it
	 * came from the cache
	 */
	RestoredState(Node.@Nullable EntityNode entity) {
		this.entity = entity;
	}

	/**
	 * Returns the state that belongs to an entity of a session. If only a collection of
	 * it came from the cache, the state is created.
	 */
	static RestoredState of(PersistenceContext context, Object entity) {
		EntityEntry entry = context.getEntry(entity);
		RestoredState state = entry.getExtraState(RestoredState.class);
		if (state == null) {
			state = new RestoredState(null);
			entry.addExtraState(state);
		}
		return state;
	}

	/**
	 * Records that a collection of the entity came from the cache later than the entity.
	 */
	void restored(Node.CollectionNode collection) {
		this.collections.add(collection);
	}

	/**
	 * Returns the state of the entity the first time it is asked for, or {@code null}.
	 */
	Node.@Nullable EntityNode takeUnchecked() {
		Node.EntityNode unchecked = this.checked ? null : this.entity;
		this.checked = true;
		return unchecked;
	}

	/**
	 * Returns the state of the entity, or {@code null} if only collections of it came
	 * from the cache.
	 */
	Node.@Nullable EntityNode entity() {
		return this.entity;
	}

	/**
	 * Returns the state of a collection the first time it is asked for, or {@code null}
	 * if the collection did not come from the cache.
	 */
	Node.@Nullable CollectionNode takeUnchecked(String role) {
		if (!this.checkedRoles.add(role)) {
			return null;
		}
		for (Node.CollectionNode collection : this.collections) {
			if (collection.role().equals(role)) {
				return collection;
			}
		}
		return (this.entity != null) ? find(this.entity.values(), role) : null;
	}

	private static Node.@Nullable CollectionNode find(@Nullable Object[] values, String role) {
		for (Object value : values) {
			if (value instanceof Node.CollectionNode collection && collection.role().equals(role)) {
				return collection;
			}
			Node.CollectionNode inside = (value instanceof Node.EmbeddableNode embeddable)
					? find(embeddable.values(), role) : null;
			if (inside != null) {
				return inside;
			}
		}
		return null;
	}

	@Override
	public void addExtraState(EntityEntryExtraState extraState) {
		if (this.next == null) {
			this.next = extraState;
		}
		else {
			this.next.addExtraState(extraState);
		}
	}

	@Override
	public <T extends EntityEntryExtraState> @Nullable T getExtraState(Class<T> type) {
		EntityEntryExtraState following = this.next;
		if (following == null) {
			return null;
		}
		return type.isInstance(following) ? type.cast(following) : following.getExtraState(type);
	}

}
