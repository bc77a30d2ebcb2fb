package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.accelerate.jpa.rows.CollectionRows;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.snapshot.Node;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ordering.OrderByFragment;
import org.hibernate.metamodel.mapping.ordering.OrderByFragmentImpl;
import org.hibernate.metamodel.mapping.ordering.ast.CollectionPartPath;
import org.hibernate.metamodel.mapping.ordering.ast.DomainPath;
import org.hibernate.metamodel.mapping.ordering.ast.OrderingExpression;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What a collection in a result says about the database: which rows its owner has.
 *
 * @param persister the collection
 * @param rows its rows, or {@code null} if they say too little
 * @param tables the plain names of its tables and of those of its elements
 * @param followed whether nothing that it shows is computed from rows that nothing tells
 * of
 */
record CollectionFacts(CollectionPersister persister, @Nullable CollectionRows rows, Set<String> tables,
		boolean followed) {

	/**
	 * Finds what a collection says.
	 * @param persister the collection
	 * @param rows its rows, or {@code null} if they cannot be told apart
	 */
	static CollectionFacts of(CollectionPersister persister, @Nullable CollectionRows rows) {
		CollectionPart element = persister.getAttributeMapping().getElementDescriptor();
		CollectionPart index = persister.getAttributeMapping().getIndexDescriptor();
		Set<String> tables = new HashSet<>();
		add(tables, persister.getCollectionSpaces());
		if (element instanceof EntityValuedModelPart) {
			add(tables, persister.getElementPersister().getQuerySpaces());
		}
		boolean followed = !(index instanceof EntityValuedModelPart) && isFollowed(element) && isFollowed(index)
				&& !persister.hasWhereRestrictions()
				&& isByElements(persister.getAttributeMapping().getOrderByFragment())
				&& isByElements(persister.getAttributeMapping().getManyToManyOrderByFragment())
				&& ReadSafety.isByMapping(persister);
		return new CollectionFacts(persister, isTold(persister, element) ? rows : null, tables, followed);
	}

	/**
	 * Returns whether the rows of a collection tell all of its elements. A row of a join
	 * table tells nothing of an entity that is not there.
	 */
	private static boolean isTold(CollectionPersister persister, CollectionPart element) {
		if (persister.getAttributeMapping().getSoftDeleteMapping() != null) {
			return false;
		}
		if (!(element instanceof EntityValuedModelPart)) {
			return true;
		}
		EntityPersister entity = persister.getElementPersister();
		return persister.isOneToMany() && entity.getSoftDeleteMapping() == null;
	}

	/**
	 * Returns whether the values of an element or an index are those of its own columns.
	 */
	private static boolean isFollowed(@Nullable CollectionPart part) {
		if (part instanceof EntityValuedModelPart entity) {
			EntityPersister target = entity.getEntityMappingType().getEntityPersister();
			return !EntityFacts.isUntold(target) && !EntityFacts.reachesUntold(target);
		}
		boolean[] computed = new boolean[1];
		if (part != null) {
			part.forEachSelectable((index, column) -> computed[0] |= ReadSafety.isComputed(column));
		}
		return !computed[0] && !(part instanceof EmbeddableValuedModelPart embedded
				&& ReadSafety.hasAssociation(embedded.getEmbeddableTypeDescriptor()));
	}

	/**
	 * Returns whether an order looks at nothing but columns of the elements themselves.
	 */
	private static boolean isByElements(@Nullable OrderByFragment order) {
		return order == null || (order instanceof OrderByFragmentImpl known
				&& known.getFragmentSpecs().stream().allMatch((each) -> isOfElement(each.getExpression())));
	}

	private static boolean isOfElement(OrderingExpression expression) {
		return expression instanceof DomainPath path
				&& (path instanceof CollectionPartPath || path.getLhs() instanceof CollectionPartPath)
				&& path.getReferenceModelPart() instanceof BasicValuedModelPart part && !ReadSafety.isComputed(part);
	}

	private static void add(Set<String> tables, Object[] spaces) {
		for (Object space : spaces) {
			tables.add(TableDirectory.plainName(space.toString()));
		}
	}

	/**
	 * Returns the mark of the rows of an owner, or {@code null} if they are not known.
	 * @param id the identifier of the owner, or a node that stands for it
	 */
	@Nullable Long mark(Object id) {
		if (this.rows == null) {
			return null;
		}
		EntityIdentifierMapping identifier = this.persister.getOwnerEntityPersister().getIdentifierMapping();
		if (id instanceof Node node) {
			List<@Nullable Object> values = NodeKeys.values(identifier, node);
			return (values != null) ? this.rows.mark(values) : null;
		}
		List<@Nullable Object> key = new ArrayList<>();
		identifier.forEachJdbcValue(id, (index, value, type) -> key.add(value), null);
		return this.rows.mark(key);
	}

}
