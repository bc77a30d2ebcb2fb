package dev.accelerate.jpa.rows.read;

import java.util.List;

import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Paths that lead to columns of an entity's own row: a basic attribute, an embedded one,
 * or the key of another entity.
 */
final class OwnColumns {

	private OwnColumns() {
	}

	/**
	 * Returns the path to the attribute that has the columns, or {@code null} if they are
	 * not in the row. The identifier of another entity is in its key.
	 */
	static @Nullable String path(EntityPersister entity, String path) {
		ModelPart part = entity;
		List<String> names = List.of(path.split("\\."));
		for (int i = 0; i < names.size(); i++) {
			if (part instanceof ToOneAttributeMapping reference) {
				// The key of the other entity is in this row.
				return (i == names.size() - 1 && isKey(reference)
						&& isIdentifier(names.get(i), reference.getAssociatedEntityMappingType()))
								? String.join(".", names.subList(0, i)) : null;
			}
			part = (part instanceof ModelPartContainer container) ? container.findSubPart(names.get(i), null) : null;
			if (part == null) {
				return null;
			}
		}
		return (part instanceof BasicValuedModelPart || part instanceof EmbeddableValuedModelPart
				|| (part instanceof ToOneAttributeMapping reference && isKey(reference))) ? path : null;
	}

	/**
	 * Returns the part that a path leads to, which {@link #path} has returned.
	 */
	static @Nullable ModelPart part(EntityPersister entity, String path) {
		ModelPart part = entity;
		for (String name : path.split("\\.")) {
			part = (part instanceof ModelPartContainer container) ? container.findSubPart(name, null) : null;
		}
		return part;
	}

	/**
	 * Returns whether a name is that of the identifier.
	 */
	static boolean isIdentifier(String name, EntityMappingType entity) {
		// Another attribute may be called "id".
		return entity.findSubPart(name, null) == entity.getIdentifierMapping();
	}

	/**
	 * Returns whether a row tells to which other row it refers.
	 */
	private static boolean isKey(ToOneAttributeMapping reference) {
		EntityPersister target = reference.getEntityMappingType().getEntityPersister();
		// What may be left out is joined even if only the key is asked for.
		return reference.getSideNature() == ForeignKeyDescriptor.Nature.KEY && reference.isReferenceToPrimaryKey()
				&& !reference.hasNotFoundAction() && !reference.hasJoinTable() && !target.hasWhereRestrictions()
				&& target.getSoftDeleteMapping() == null;
	}

}
