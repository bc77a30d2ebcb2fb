package dev.accelerate.jpa.snapshot;

import java.util.Arrays;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Mapping of an entity, with what every instance needs computed once.
 */
final class EntityMapping {

	private final EntityPersister persister;

	private final ValueMapping id;

	private final ValueMapping[] values;

	private final @Nullable EmbeddableMappingType virtualId;

	private final ValueMapping[] virtualIdValues;

	private final @Nullable EntityAssembler assembler;

	private final boolean callbacks;

	private final boolean flat;

	EntityMapping(EntityPersister persister) {
		this.persister = persister;
		SessionFactoryImplementor sessionFactory = persister.getFactory();
		String name = persister.getEntityName();
		this.id = ValueMapping.of(name + ".id", persister.getIdentifierType(), sessionFactory);
		this.values = ValueMapping.of(name, persister.getPropertyNames(), persister.getPropertyTypes(), sessionFactory);
		this.virtualId = (persister.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping identifier)
				? identifier.getEmbeddableTypeDescriptor() : null;
		this.virtualIdValues = (this.virtualId != null) ? valuesOf(this.virtualId, persister) : new ValueMapping[0];
		this.assembler = EntityAssembler.of(persister);
		this.callbacks = sessionFactory.getEventEngine()
			.getCallbackRegistry()
			.hasRegisteredCallbacks(persister.getMappedClass(), CallbackType.POST_LOAD);
		this.flat = this.assembler != null && !this.callbacks && this.id.isShareable()
				&& Arrays.stream(this.values).allMatch(ValueMapping::isShareable);
	}

	/**
	 * Returns the attributes that make up the identifier, as the entity has them. The
	 * identifier's own type describes the class of the identifier, in which an
	 * association is only the identifier of the other entity. Hibernate plans to remove
	 * the persister's method, but no other way leads from an attribute to its type.
	 */
	@SuppressWarnings("removal")
	private static ValueMapping[] valuesOf(EmbeddableMappingType virtualId, EntityPersister persister) {
		String[] names = new String[virtualId.getNumberOfAttributeMappings()];
		Type[] types = new Type[names.length];
		for (int i = 0; i < names.length; i++) {
			names[i] = virtualId.getAttributeMapping(i).getAttributeName();
			types[i] = persister.getPropertyType(names[i]);
		}
		return ValueMapping.of(persister.getEntityName(), names, types, persister.getFactory());
	}

	EntityPersister persister() {
		return this.persister;
	}

	/**
	 * Returns what builds instances faster than the persister, or {@code null} if only
	 * the persister can build them.
	 */
	@Nullable EntityAssembler assembler() {
		return this.assembler;
	}

	/**
	 * Creates an instance without values.
	 */
	Object instantiate() {
		return (this.assembler != null) ? this.assembler.instantiate()
				: this.persister.getRepresentationStrategy().getInstantiator().instantiate();
	}

	/**
	 * Returns whether an entity has no callbacks and only immutable values, so that the
	 * assembler writes the values as they are.
	 */
	boolean isFlat() {
		return this.flat;
	}

	/**
	 * Returns whether callbacks of the application run after an entity is loaded.
	 */
	boolean hasCallbacks() {
		return this.callbacks;
	}

	/**
	 * Returns the mapping of the identifier, if that is one attribute.
	 */
	ValueMapping id() {
		return this.id;
	}

	/**
	 * Returns the mappings of the attributes, in the order of the persister.
	 */
	ValueMapping[] values() {
		return this.values;
	}

	/**
	 * Returns the attributes of an entity that together are its identifier
	 * ({@code @IdClass}), or {@code null} if the identifier is one attribute.
	 */
	@Nullable EmbeddableMappingType virtualId() {
		return this.virtualId;
	}

	/**
	 * Returns the mappings of the attributes of {@link #virtualId()}, as the entity has
	 * them.
	 */
	ValueMapping[] virtualIdValues() {
		return this.virtualIdValues;
	}

}
