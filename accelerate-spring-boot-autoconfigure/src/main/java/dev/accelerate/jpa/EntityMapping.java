package dev.accelerate.jpa;

import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;
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

	EntityMapping(EntityPersister persister) {
		this.persister = persister;
		this.types = persister.getPropertyTypes();
		this.virtualId = (persister.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping identifier)
				? identifier.getEmbeddableTypeDescriptor() : null;
		this.virtualIdTypes = (this.virtualId != null) ? typesOf(this.virtualId, persister) : new Type[0];
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
