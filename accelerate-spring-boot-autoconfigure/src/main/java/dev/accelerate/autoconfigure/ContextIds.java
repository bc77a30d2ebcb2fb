package dev.accelerate.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ids of the child contexts that share a store. Spring Boot names a context after its
 * application, so two children may have the same id but different databases.
 */
final class ContextIds {

	private final Map<String, Integer> uses = new ConcurrentHashMap<>();

	/**
	 * Returns a prefix that no other child has, and that no key of another child starts
	 * with.
	 * @param id the id of a child
	 */
	String unique(String id) {
		return id + '\n' + this.uses.merge(id, 1, Integer::sum) + '\n';
	}

}
