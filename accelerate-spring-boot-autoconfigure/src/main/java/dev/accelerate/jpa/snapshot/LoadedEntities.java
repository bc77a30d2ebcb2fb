package dev.accelerate.jpa.snapshot;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import dev.accelerate.tracking.LoadCheck;
import org.jspecify.annotations.Nullable;

/**
 * Entities that Hibernate has loaded in a load. A result may also hold entities that a
 * query or the application made itself. No session manages these.
 */
final class LoadedEntities implements LoadCheck {

	private final Set<Object> entities = Collections.newSetFromMap(new IdentityHashMap<>());

	void add(Object entity) {
		this.entities.add(entity);
	}

	boolean contains(Object entity) {
		return this.entities.contains(entity);
	}

	@Override
	public @Nullable String refusal() {
		return null;
	}

}
