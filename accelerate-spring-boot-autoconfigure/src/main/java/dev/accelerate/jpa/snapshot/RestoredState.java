package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.BitSet;
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

	private List<Node.CollectionNode> collections = List.of();

	private Set<String> checkedRoles = Set.of();

	private @Nullable BitSet checkedAttributes;

	private boolean checked;

	private boolean stale;

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
		if (this.collections.isEmpty()) {
			this.collections = new ArrayList<>();
		}
		this.collections.add(collection);
	}

	/**
	 * Returns the state of the entity until it has been found in the database, or
	 * {@code null}.
	 */
	Node.@Nullable EntityNode unchecked() {
		return this.checked ? null : this.entity;
	}

	/**
	 * Returns the attributes that have not been found in the database yet. One that was
	 * found may have been written since, and is not compared again.
	 * @param written the attributes that are about to be written, or {@code null} for all
	 */
	BitSet unchecked(@Nullable BitSet written) {
		BitSet unchecked = new BitSet();
		unchecked.set(0, (this.entity != null) ? this.entity.values().length : 0);
		if (written != null) {
			unchecked.and(written);
		}
		if (this.checkedAttributes != null) {
			unchecked.andNot(this.checkedAttributes);
		}
		return unchecked;
	}

	/**
	 * Records that the database had the state of the entity.
	 * @param written the attributes that were compared, or {@code null} for all
	 */
	void checked(@Nullable BitSet written) {
		if (written == null) {
			this.checked = true;
		}
		else {
			BitSet checked = (this.checkedAttributes != null) ? this.checkedAttributes : new BitSet();
			checked.or(written);
			this.checkedAttributes = checked;
		}
	}

	/**
	 * Records that the database had another state before this session wrote to it.
	 */
	void stale() {
		this.stale = true;
	}

	/**
	 * Returns whether the row was found to have another state.
	 */
	boolean isStale() {
		return this.stale;
	}

	/**
	 * Returns the state of the entity, or {@code null} if only collections of it came
	 * from the cache.
	 */
	Node.@Nullable EntityNode entity() {
		return this.entity;
	}

	/**
	 * Returns the state of a collection until it has been found in the database, or
	 * {@code null} if the collection did not come from the cache.
	 */
	Node.@Nullable CollectionNode unchecked(String role) {
		if (this.checkedRoles.contains(role)) {
			return null;
		}
		for (Node.CollectionNode collection : this.collections) {
			if (collection.role().equals(role)) {
				return collection;
			}
		}
		return (this.entity != null) ? find(this.entity.values(), role) : null;
	}

	/**
	 * Records that the database had the state of a collection, or that the collection is
	 * about to be written by other means than its changes.
	 */
	void checked(String role) {
		if (this.checkedRoles.isEmpty()) {
			this.checkedRoles = new HashSet<>();
		}
		this.checkedRoles.add(role);
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
