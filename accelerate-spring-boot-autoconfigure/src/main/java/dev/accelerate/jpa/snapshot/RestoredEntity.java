package dev.accelerate.jpa.snapshot;

import java.util.Objects;

import dev.accelerate.snapshot.Node;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Entity of a snapshot, on its way into a session.
 */
final class RestoredEntity {

	private final Node.EntityNode node;

	private final EntityMapping mapping;

	private final EntityKey key;

	private final @Nullable EntityHolder holder;

	private final boolean held;

	private boolean readOnly;

	private boolean complete;

	private @Nullable Object instance;

	private @Nullable Object @Nullable [] values;

	private @Nullable Object @Nullable [] loadedState;

	/**
	 * Creates an entity.
	 * @param holder what the session has of the entity: the entity, a proxy of it, or
	 * {@code null} if it has nothing
	 * @param held whether the session has the entity itself, so that it stays as it is
	 */
	RestoredEntity(Node.EntityNode node, EntityMapping mapping, EntityKey key, @Nullable EntityHolder holder,
			boolean held) {
		this.node = node;
		this.mapping = mapping;
		this.key = key;
		this.holder = holder;
		this.held = held;
		this.instance = (holder != null) ? holder.getEntity() : null;
	}

	Node.EntityNode node() {
		return this.node;
	}

	EntityMapping mapping() {
		return this.mapping;
	}

	EntityPersister persister() {
		return this.mapping.persister();
	}

	EntityKey key() {
		return this.key;
	}

	Object id() {
		return this.key.getIdentifier();
	}

	@Nullable EntityHolder holder() {
		return this.holder;
	}

	boolean isHeld() {
		return this.held;
	}

	boolean isReadOnly() {
		return this.readOnly;
	}

	void readOnly(boolean readOnly) {
		this.readOnly = readOnly;
	}

	/**
	 * Returns whether the instance has its values. One that was given out before as its
	 * own proxy gets them last.
	 */
	boolean isComplete() {
		return this.complete;
	}

	void complete() {
		this.complete = true;
	}

	/**
	 * Returns whether the session has an instance of the entity already, which may be its
	 * own proxy.
	 */
	boolean hasInstance() {
		return this.instance != null;
	}

	Object instance() {
		return Objects.requireNonNull(this.instance, "The entity has no instance yet");
	}

	void instantiated(Object instance) {
		this.instance = instance;
	}

	/**
	 * Returns the values of the attributes, which nobody may change.
	 */
	@Nullable Object[] values() {
		return Objects.requireNonNull(this.values, "The entity has no values yet");
	}

	void hydrated(@Nullable Object[] values) {
		this.values = values;
	}

	/**
	 * Returns what the session compares the entity with when it is flushed, or
	 * {@code null} if it is read-only.
	 */
	@Nullable Object @Nullable [] loadedState() {
		return this.loadedState;
	}

	void compareWith(@Nullable Object[] loadedState) {
		this.loadedState = loadedState;
	}

	/**
	 * Returns the version, or {@code null} if the entity has none.
	 */
	@Nullable Object version() {
		int index = persister().getVersionPropertyIndex();
		return (index >= 0) ? this.node.values()[index] : null;
	}

}
