package dev.accelerate.jpa.snapshot;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;

/**
 * Descriptions of how entities are mapped, each made once, when it is first asked for.
 */
final class MappingDescriptions {

	private final MappingRegistry registry;

	private final MappingMetamodelImplementor metamodel;

	private final Map<String, MappingDescription> byName = new HashMap<>();

	MappingDescriptions(MappingRegistry registry) {
		this.registry = registry;
		this.metamodel = registry.sessionFactory().getMappingMetamodel();
	}

	/**
	 * Describes all entities of some classes, and all that can be reached from them.
	 * @param classes classes of entities, or superclasses of these; none for all
	 */
	synchronized String describe(Collection<Class<?>> classes) {
		Deque<String> waiting = new ArrayDeque<>();
		this.metamodel.forEachEntityDescriptor((entity) -> {
			if (classes.isEmpty()
					|| classes.stream().anyMatch((type) -> type.isAssignableFrom(entity.getMappedClass()))) {
				waiting.add(entity.getEntityName());
			}
		});
		Map<String, String> texts = new TreeMap<>();
		for (String name = waiting.poll(); name != null; name = waiting.poll()) {
			if (!texts.containsKey(name)) {
				MappingDescription description = this.byName.computeIfAbsent(name,
						(entity) -> MappingDescription.of(entity, this.registry));
				texts.put(name, description.text());
				waiting.addAll(description.referred());
				EntityMappingType mapping = this.metamodel.getEntityDescriptor(name);
				mapping.getSubMappingTypes().forEach((sub) -> waiting.add(sub.getEntityName()));
				waiting.add(mapping.getRootEntityDescriptor().getEntityName());
			}
		}
		return String.join("\n", texts.values());
	}

}
