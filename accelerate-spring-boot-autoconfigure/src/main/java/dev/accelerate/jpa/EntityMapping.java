package dev.accelerate.jpa;

import java.util.Arrays;

import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Mapping of an entity, with what is asked of it for every instance worked out once.
 */
final class EntityMapping {

	private final EntityPersister persister;

	private final Type[] types;

	private final @Nullable EmbeddableMappingType virtualId;

	private final Type[] virtualIdTypes;

	private final @Nullable EntityAssembler assembler;

	private final boolean flat;

	EntityMapping(EntityPersister persister) {
		this.persister = persister;
		this.types = persister.getPropertyTypes();
		this.virtualId = (persister.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping identifier)
				? identifier.getEmbeddableTypeDescriptor() : null;
		this.virtualIdTypes = (this.virtualId != null) ? typesOf(this.virtualId, persister) : new Type[0];
		this.assembler = EntityAssembler.of(persister);
		this.flat = this.assembler != null && isImmutable(persister.getIdentifierType())
				&& Arrays.stream(this.types).allMatch(EntityMapping::isImmutable)
				&& !persister.getFactory()
					.getEventEngine()
					.getCallbackRegistry()
					.hasRegisteredCallbacks(persister.getMappedClass(), CallbackType.POST_LOAD);
	}

	private static boolean isImmutable(Type type) {
		return type instanceof BasicType<?> && !type.isMutable();
	}

	/**
	 * The identifier's own type speaks of its class, in which an association is the other
	 * entity's identifier. The entity has the other entity. The persister's method is to
	 * be removed one day, but no other way leads from an attribute to its type.
	 */
	@SuppressWarnings("removal")
	private static Type[] typesOf(EmbeddableMappingType virtualId, EntityPersister persister) {
		Type[] types = new Type[virtualId.getNumberOfAttributeMappings()];
		for (int i = 0; i < types.length; i++) {
			types[i] = persister.getPropertyType(virtualId.getAttributeMapping(i).getAttributeName());
		}
		return types;
	}

	EntityPersister persister() {
		return this.persister;
	}

	/**
	 * Return what builds instances sooner than the persister, or {@code null} if there is
	 * nothing that does.
	 */
	@Nullable EntityAssembler assembler() {
		return this.assembler;
	}

	/**
	 * Return whether an entity is nothing but immutable values, which the assembler
	 * writes as they are.
	 */
	boolean isFlat() {
		return this.flat;
	}

	Type[] types() {
		return this.types;
	}

	/**
	 * Return the attributes that make up an identifier without a class of its own in the
	 * entity ({@code @IdClass}), or {@code null} if the identifier is one attribute.
	 */
	@Nullable EmbeddableMappingType virtualId() {
		return this.virtualId;
	}

	/**
	 * Return the types of the attributes of {@link #virtualId()}, as the entity has them.
	 */
	Type[] virtualIdTypes() {
		return this.virtualIdTypes;
	}

}
