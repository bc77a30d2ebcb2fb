package dev.accelerate.jpa;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Fields of entities that are not mapped. What an application has put into them is not in
 * the row, and nothing tells whether it did.
 */
final class UnmappedFields {

	private static final ClassValue<Set<String>> FIELDS = new ClassValue<>() {

		@Override
		protected Set<String> computeValue(Class<?> type) {
			Set<String> fields = new HashSet<>();
			for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
				for (Field field : declaring.getDeclaredFields()) {
					if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()
							&& !field.getName().startsWith("$$_hibernate_")) {
						fields.add(field.getName());
					}
				}
			}
			return fields;
		}

	};

	private UnmappedFields() {
	}

	/**
	 * Returns whether an entity has a field that is not known to be mapped.
	 */
	static boolean mayBeIn(Object entity, EntityPersister persister) {
		Set<String> fields = new HashSet<>(FIELDS.get(entity.getClass()));
		Arrays.asList(persister.getPropertyNames()).forEach(fields::remove);
		EntityIdentifierMapping id = persister.getIdentifierMapping();
		fields.remove(id.getAttributeName());
		if (id.getPartMappingType() instanceof EmbeddableMappingType embeddable) {
			embeddable.forEachAttributeMapping((attribute) -> fields.remove(attribute.getAttributeName()));
		}
		return !fields.isEmpty();
	}

}
