package dev.accelerate.jpa.snapshot;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Registry of which mappings the {@link StaleWriteGuard} can guard. Each is worked out
 * once. What it cannot guard comes into no session that could write it.
 */
final class GuardedMappings {

	private final MappingRegistry registry;

	private final ConcurrentMap<String, Boolean> entities = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Boolean> collections = new ConcurrentHashMap<>();

	GuardedMappings(MappingRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Returns whether a stale write of an entity is noticed: by its version, or by a
	 * query for its row.
	 */
	boolean contain(EntityMapping mapping) {
		String name = mapping.persister().getEntityName();
		Boolean known = this.entities.get(name);
		if (known == null) {
			known = mapping.isVersionCompared() || EntityRows.areComparable(this.registry, mapping);
			this.entities.put(name, known);
		}
		return known;
	}

	/**
	 * Returns whether a stale write of a collection is noticed. An inverse collection is
	 * not written.
	 */
	boolean contain(CollectionMapping mapping) {
		String role = mapping.persister().getRole();
		Boolean known = this.collections.get(role);
		if (known == null) {
			known = mapping.persister().isInverse() || CollectionRows.areComparable(this.registry, mapping);
			this.collections.put(role, known);
		}
		return known;
	}

}
