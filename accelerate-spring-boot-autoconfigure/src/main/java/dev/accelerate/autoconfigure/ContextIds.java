package dev.accelerate.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ids of the child contexts that share a store. Spring Boot names a context after its
 * application, so that two children may have the same id over two databases.
 */
final class ContextIds {

	private final Map<String, Integer> uses = new ConcurrentHashMap<>();

	/**
	 * Returns what no other child has, whatever comes after it in a key.
	 * @param id the id of a child
	 */
	String unique(String id) {
		return id + '\n' + this.uses.merge(id, 1, Integer::sum) + '\n';
	}

}
