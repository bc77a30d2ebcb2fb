package dev.accelerate.jpa.snapshot;

import java.util.Arrays;

import dev.accelerate.snapshot.Node;
import org.hibernate.engine.spi.EntityEntry;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of entities with the state in which they came from the cache.
 */
public final class RestoredStateCheck {

	private RestoredStateCheck() {
	}

	/**
	 * Returns whether an entity that came from the cache still is as it came.
	 * @param entry the entry of the entity in its session
	 * @param present its present state
	 * @return {@code false} if it differs, or if the entity did not come from the cache
	 */
	public static boolean isAsRestored(EntityEntry entry, Node.EntityNode present) {
		RestoredState state = entry.getExtraState(RestoredState.class);
		Node.EntityNode restored = (state != null) ? state.entity() : null;
		return restored != null && isSame(restored.values(), present.values());
	}

	private static boolean isSame(@Nullable Object[] restored, @Nullable Object[] present) {
		for (int i = 0; i < restored.length; i++) {
			if (!isSame(restored[i], present[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns whether two values are the same, where values that cannot be compared count
	 * as different. What was loaded since is as the row says.
	 */
	private static boolean isSame(@Nullable Object restored, @Nullable Object present) {
		if (restored == present || restored == Node.Unfetched.UNFETCHED) {
			return true;
		}
		if (restored == null || present == null) {
			return false;
		}
		if (restored instanceof Node.CollectionNode before && present instanceof Node.CollectionNode now) {
			return before.items() == null || (now.items() != null && before.items().length == now.items().length
					&& isSame(before.items(), now.items()));
		}
		if (restored instanceof Node.EmbeddableNode before && present instanceof Node.EmbeddableNode now) {
			return isSame(before.values(), now.values());
		}
		if (restored instanceof Node.EntryNode before && present instanceof Node.EntryNode now) {
			return isSame(before.key(), now.key()) && isSame(before.value(), now.value());
		}
		if (restored instanceof Node || present instanceof Node) {
			Object id = id(restored);
			return id != null && id.equals(id(present));
		}
		return Arrays.deepEquals(new Object[] { restored }, new Object[] { present });
	}

	private static @Nullable Object id(@Nullable Object node) {
		if (node instanceof Node.EntityNode entity) {
			return entity.id();
		}
		return (node instanceof Node.ReferenceNode reference) ? reference.id() : null;
	}

}
