package dev.accelerate.snapshot;

import java.util.Map;
import java.util.Set;

/**
 * Names and types that snapshots of a persistence unit may hold, as its mapping tells.
 *
 * @param attributes how many attributes each entity has, by the name of its mapping
 * @param roles the names of the mappings of collections
 * @param entities the classes of entities
 * @param values the classes of the values of attributes, identifiers and elements
 */
public record MappedTypes(Map<String, Integer> attributes, Set<String> roles, Set<Class<?>> entities,
		Set<Class<?>> values) {
}
