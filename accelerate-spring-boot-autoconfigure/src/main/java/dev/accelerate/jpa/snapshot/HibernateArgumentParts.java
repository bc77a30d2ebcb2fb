package dev.accelerate.jpa.snapshot;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.accelerate.signature.ArgumentParts;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link ArgumentParts} of entities and embeddables. An entity stands for its identifier,
 * and an embeddable for its attributes.
 */
final class HibernateArgumentParts implements ArgumentParts {

	private final SessionFactoryImplementor sessionFactory;

	private final MappingRegistry registry;

	private final SingletonSupplier<Set<String>> referencedOtherwise;

	private final SingletonSupplier<Map<Class<?>, List<Member>>> embeddables;

	HibernateArgumentParts(SessionFactoryImplementor sessionFactory, MappingRegistry registry) {
		this.sessionFactory = sessionFactory;
		this.registry = registry;
		this.referencedOtherwise = SingletonSupplier.of(this::findReferencedOtherwise);
		this.embeddables = SingletonSupplier.of(this::findEmbeddables);
	}

	@Override
	public boolean supports(Class<?> type) {
		EntityMapping mapping = this.registry.mappingOf(type);
		return (mapping != null) ? standsForItsIdentifier(mapping) : this.embeddables.obtain().containsKey(type);
	}

	/**
	 * Returns whether a query that is given an entity binds only its identifier. It binds
	 * something else where an association refers to the entity by another column.
	 */
	private boolean standsForItsIdentifier(EntityMapping mapping) {
		return !this.referencedOtherwise.obtain().contains(mapping.persister().getRootEntityName());
	}

	private Set<String> findReferencedOtherwise() {
		Set<String> names = new HashSet<>();
		this.sessionFactory.getMetamodel()
			.getEntities()
			.forEach((entity) -> collect(this.registry.mappingOf(entity.getJavaType()), names));
		return names;
	}

	private void collect(@Nullable EntityMapping mapping, Set<String> names) {
		if (mapping != null) {
			collect(mapping.persister().getPropertyTypes(), names);
		}
	}

	private void collect(Type[] types, Set<String> names) {
		for (Type type : types) {
			if (type instanceof EntityType association && !association.isReferenceToPrimaryKey()) {
				names.add(rootName(association.getAssociatedEntityName()));
			}
			else if (type instanceof CompositeType component) {
				collect(component.getSubtypes(), names);
			}
			else if (type instanceof CollectionType collection) {
				collect(new Type[] { this.registry.collectionOf(collection.getRole()).element().type() }, names);
			}
		}
	}

	@Override
	public @Nullable List<@Nullable Object> partsOf(Object argument) {
		LazyInitializer proxy = HibernateProxy.extractLazyInitializer(argument);
		if (proxy != null) {
			EntityMapping mapping = this.registry.mappingOf(proxy.getEntityName());
			return standsForItsIdentifier(mapping)
					? List.of(mapping.persister().getRootEntityName(), proxy.getInternalIdentifier()) : null;
		}
		EntityMapping mapping = this.registry.mappingOf(argument.getClass());
		if (mapping != null) {
			Object id = mapping.persister().getIdentifier(argument);
			return (id != null && standsForItsIdentifier(mapping))
					? List.of(mapping.persister().getRootEntityName(), id) : null;
		}
		List<Member> attributes = this.embeddables.obtain().get(argument.getClass());
		return (attributes != null) ? valuesOf(attributes, argument) : null;
	}

	private String rootName(String entityName) {
		return this.registry.mappingOf(entityName).persister().getRootEntityName();
	}

	/**
	 * Finds the attributes of all embeddables, in the order of their names. An embeddable
	 * is left out if its class has no member for one of its attributes.
	 */
	private Map<Class<?>, List<Member>> findEmbeddables() {
		Map<Class<?>, List<Member>> embeddables = new HashMap<>();
		for (EmbeddableType<?> embeddable : this.sessionFactory.getMetamodel().getEmbeddables()) {
			Map<String, Member> members = new TreeMap<>();
			for (Attribute<?, ?> attribute : embeddable.getAttributes()) {
				members.put(attribute.getName(), attribute.getJavaMember());
			}
			if (!members.containsValue(null)) {
				embeddables.putIfAbsent(embeddable.getJavaType(), List.copyOf(members.values()));
			}
		}
		return embeddables;
	}

	private static List<@Nullable Object> valuesOf(List<Member> attributes, Object argument) {
		List<@Nullable Object> parts = new ArrayList<>();
		parts.add(argument.getClass().getName());
		attributes.forEach((attribute) -> parts.add(read(attribute, argument)));
		return parts;
	}

	private static @Nullable Object read(Member member, Object owner) {
		if (member instanceof Field field) {
			ReflectionUtils.makeAccessible(field);
			return ReflectionUtils.getField(field, owner);
		}
		Method getter = (Method) member;
		ReflectionUtils.makeAccessible(getter);
		return ReflectionUtils.invokeMethod(getter, owner);
	}

}
