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

	EntityMapping(EntityPersister persister) {
		this.persister = persister;
		this.types = persister.getPropertyTypes();
		this.virtualId = (persister.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping identifier)
				? identifier.getEmbeddableTypeDescriptor() : null;
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

}
