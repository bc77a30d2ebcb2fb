package dev.accelerate.jpa.snapshot;

import java.util.Arrays;

import org.hibernate.engine.OptimisticLockStyle;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.model.domain.EntityDomainType;
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

	private final boolean identifiedByOthers;

	private final @Nullable EntityAssembler assembler;

	private final boolean callbacks;

	private final boolean flat;

	private final boolean[] synthetic;

	EntityMapping(EntityPersister persister) {
		this.persister = persister;
		SessionFactoryImplementor sessionFactory = persister.getFactory();
		String name = persister.getEntityName();
		this.id = ValueMapping.of(name + ".id", persister.getIdentifierType(), sessionFactory);
		this.values = ValueMapping.of(name, persister.getPropertyNames(), persister.getPropertyTypes(), sessionFactory);
		this.virtualId = (persister.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping identifier)
				? identifier.getEmbeddableTypeDescriptor() : null;
		this.virtualIdValues = (this.virtualId != null) ? valuesOf(this.virtualId, persister) : new ValueMapping[0];
		this.identifiedByOthers = Arrays.stream(this.virtualIdValues).anyMatch((value) -> value.type().isEntityType());
		this.synthetic = synthetic(persister);
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

	private static boolean[] synthetic(EntityPersister persister) {
		EntityDomainType<?> type = persister.getFactory().getJpaMetamodel().entity(persister.getEntityName());
		String[] names = persister.getPropertyNames();
		boolean[] synthetic = new boolean[names.length];
		for (int i = 0; i < names.length; i++) {
			synthetic[i] = type.findAttribute(names[i]) == null;
		}
		return synthetic;
	}

	/**
	 * Returns whether Hibernate made up an attribute that the entity does not have, such
	 * as the identifier that several attributes make up, or the reference to the owner of
	 * a collection.
	 */
	boolean isSynthetic(int index) {
		return this.synthetic[index];
	}

	/**
	 * Takes out of the values what Hibernate made up of the attributes of the identifier.
	 * It does not read it from a row either.
	 */
	void leaveOutIdentifier(@Nullable Object[] state) {
		if (this.virtualId != null) {
			for (int i = 0; i < state.length; i++) {
				if (this.synthetic[i] && this.values[i].type().isComponentType()) {
					state[i] = null;
				}
			}
		}
	}

	/**
	 * Returns whether Hibernate compares the version in every UPDATE and DELETE. That is
	 * not relied on if the database writes the version.
	 */
	boolean isVersionCompared() {
		return isVersionCompared(this.persister);
	}

	/**
	 * Returns whether Hibernate compares the version of an entity in every UPDATE and
	 * DELETE.
	 */
	static boolean isVersionCompared(EntityPersister persister) {
		return persister.isVersioned() && persister.optimisticLockStyle() == OptimisticLockStyle.VERSION
				&& persister.getPropertyUpdateability()[persister.getVersionPropertyIndex()];
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
	 * Returns whether other entities are part of the identifier.
	 */
	boolean isIdentifiedByOthers() {
		return this.identifiedByOthers;
	}

	/**
	 * Returns the mappings of the attributes of {@link #virtualId()}, as the entity has
	 * them.
	 */
	ValueMapping[] virtualIdValues() {
		return this.virtualIdValues;
	}

}
