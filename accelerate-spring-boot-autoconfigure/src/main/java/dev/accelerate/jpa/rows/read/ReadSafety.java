package dev.accelerate.jpa.rows.read;

import java.util.Set;

import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.loader.ast.internal.CollectionBatchLoaderArrayParam;
import org.hibernate.loader.ast.internal.CollectionBatchLoaderInPredicate;
import org.hibernate.loader.ast.internal.CollectionLoaderSingleKey;
import org.hibernate.loader.ast.internal.EntityBatchLoaderArrayParam;
import org.hibernate.loader.ast.internal.EntityBatchLoaderInPredicate;
import org.hibernate.loader.ast.internal.SingleIdEntityLoaderStandardImpl;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.DiscriminatedAssociationModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.Template;
import org.jspecify.annotations.Nullable;

/**
 * Reasons why the row of an entity does not say all that the entity shows.
 */
final class ReadSafety {

	/**
	 * Loaders whose queries Hibernate makes from the mapping.
	 */
	private static final Set<Class<?>> LOADERS = Set.of(SingleIdEntityLoaderStandardImpl.class,
			EntityBatchLoaderInPredicate.class, EntityBatchLoaderArrayParam.class, CollectionLoaderSingleKey.class,
			CollectionBatchLoaderInPredicate.class, CollectionBatchLoaderArrayParam.class);

	private ReadSafety() {
	}

	/**
	 * Returns why the row of an entity or of its subclasses does not say enough, or
	 * {@code null} if it does.
	 */
	static @Nullable String problem(EntityPersister root) {
		for (String name : root.getSubclassEntityNames()) {
			String problem = problemOf(root.getFactory().getMappingMetamodel().getEntityDescriptor(name));
			if (problem != null) {
				return problem;
			}
		}
		return null;
	}

	private static @Nullable String problemOf(EntityPersister persister) {
		if (!(persister instanceof AbstractEntityPersister known)
				|| !LOADERS.contains(known.getSingleIdLoader().getClass())) {
			return "it is loaded by a query that Hibernate does not make from its mapping";
		}
		if (persister.hasWhereRestrictions()) {
			return "its rows are restricted";
		}
		if (persister.getFactory()
			.getEventEngine()
			.getCallbackRegistry()
			.hasRegisteredCallbacks(persister.getMappedClass(), CallbackType.POST_LOAD)) {
			return "it has code that runs when it is loaded";
		}
		if (hasComputed(persister)) {
			return "a value of it is computed by the database";
		}
		if (persister.getIdentifierMapping() instanceof EmbeddableValuedModelPart id
				&& hasAssociation(id.getEmbeddableTypeDescriptor())) {
			return "another entity is part of its identifier";
		}
		return hasAny(persister) ? "it refers to entities of several mappings (@Any)" : null;
	}

	/**
	 * Returns whether the query that loads a collection is one that Hibernate makes.
	 */
	static boolean isByMapping(CollectionPersister persister) {
		return persister instanceof AbstractCollectionPersister known && known.getCollectionLoader() != null
				&& LOADERS.contains(known.getCollectionLoader().getClass());
	}

	private static boolean hasComputed(EntityPersister persister) {
		boolean[] found = new boolean[1];
		persister.forEachSelectable((index, column) -> found[0] |= isComputed(column));
		persister.getIdentifierMapping().forEachSelectable((index, column) -> found[0] |= isComputed(column));
		return found[0]
				|| (persister.getDiscriminatorMapping() != null && isComputed(persister.getDiscriminatorMapping()));
	}

	/**
	 * Returns whether a column does not show what it has.
	 */
	static boolean isComputed(SelectableMapping column) {
		String read = column.getCustomReadExpression();
		return column.isFormula()
				|| (read != null && !read.equals(Template.TEMPLATE + "." + column.getSelectionExpression())
						&& !read.equals(column.getSelectionExpression()));
	}

	/**
	 * Returns whether an embeddable refers to entities.
	 */
	static boolean hasAssociation(ManagedMappingType type) {
		for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
			AttributeMapping attribute = type.getAttributeMapping(i);
			if (attribute instanceof ToOneAttributeMapping || (attribute instanceof EmbeddableValuedModelPart part
					&& hasAssociation(part.getEmbeddableTypeDescriptor()))) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasAny(ManagedMappingType type) {
		for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
			AttributeMapping attribute = type.getAttributeMapping(i);
			if (attribute instanceof DiscriminatedAssociationModelPart
					|| (attribute instanceof EmbeddableValuedModelPart part
							&& hasAny(part.getEmbeddableTypeDescriptor()))) {
				return true;
			}
		}
		return false;
	}

}
