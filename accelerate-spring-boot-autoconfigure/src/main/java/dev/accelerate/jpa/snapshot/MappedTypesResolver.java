package dev.accelerate.jpa.snapshot;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.accelerate.snapshot.MappedTypes;
import dev.accelerate.snapshot.ValueClasses;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Resolver of the types that a persistence unit is mapped to: those of Hibernate, and
 * those that the declarations of attributes name, such as the items of a list that is
 * kept as JSON.
 */
final class MappedTypesResolver {

	private final MappingRegistry registry;

	private final MappingMetamodelImplementor metamodel;

	private final Map<String, Integer> attributes = new HashMap<>();

	private final Set<String> roles = new HashSet<>();

	private final Set<Class<?>> entities = new HashSet<>();

	private final ValueClasses values = new ValueClasses(this.entities::contains);

	MappedTypesResolver(MappingRegistry registry) {
		this.registry = registry;
		this.metamodel = registry.sessionFactory().getMappingMetamodel();
	}

	MappedTypes resolve() {
		this.metamodel.forEachEntityDescriptor((entity) -> this.entities.add(entity.getMappedClass()));
		this.metamodel.forEachEntityDescriptor((entity) -> add(this.registry.mappingOf(entity.getEntityName())));
		this.metamodel.forEachCollectionDescriptor((collection) -> {
			this.roles.add(collection.getRole());
			CollectionMapping mapping = this.registry.collectionOf(collection.getRole());
			add(mapping.element());
			add(mapping.index());
			add(mapping.keyType().getReturnedClass());
		});
		this.registry.sessionFactory().getJpaMetamodel().getManagedTypes().forEach(this::add);
		return new MappedTypes(this.attributes, this.roles, this.entities, this.values.found());
	}

	private void add(EntityMapping mapping) {
		this.attributes.put(mapping.persister().getEntityName(), mapping.values().length);
		add(mapping.id());
		addAll(mapping.values());
		addAll(mapping.virtualIdValues());
	}

	private void addAll(ValueMapping[] mappings) {
		for (ValueMapping mapping : mappings) {
			add(mapping);
		}
	}

	private void add(@Nullable ValueMapping mapping) {
		if (mapping != null) {
			add(mapping.type().getReturnedClass());
			addAll(mapping.parts());
		}
	}

	private void add(Class<?> type) {
		this.values.add(ResolvableType.forClass(type));
	}

	private void add(ManagedType<?> type) {
		for (Attribute<?, ?> attribute : type.getAttributes()) {
			@Nullable Member member = attribute.getJavaMember();
			if (member instanceof Field field) {
				this.values.add(ResolvableType.forField(field, type.getJavaType()));
			}
			else if (member instanceof Method method) {
				this.values.add(ResolvableType.forMethodReturnType(method, type.getJavaType()));
			}
		}
	}

}
