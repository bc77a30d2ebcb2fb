package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.accelerate.jpa.rows.HierarchyRows;
import dev.accelerate.jpa.rows.RowMapping;
import dev.accelerate.sql.TableDirectory;
import org.hibernate.engine.FetchTiming;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What an entity in a result says about the database. Its row says what its columns are,
 * and the key of each entity that it refers to. What a row says that is not there, only
 * the whole table can tell.
 *
 * @param persister the entity
 * @param rows the rows of its hierarchy, or {@code null} if they say too little
 * @param tables the plain names of all tables of its hierarchy
 * @param always the plain names of tables of which any row may change what the entity
 * refers to
 * @param joined those that may do so if the query fetches associations which are lazy
 * @param references the references to other entities that its own row tells
 * @param followed whether nothing that it shows is computed from rows that nothing tells
 * of
 */
record EntityFacts(EntityPersister persister, @Nullable HierarchyRows rows, Set<String> tables, Set<String> always,
		Set<String> joined, List<Reference> references, boolean followed) {

	/**
	 * Finds what an entity says.
	 * @param persister the entity
	 * @param rows the rows of its hierarchy, or {@code null} if they cannot be told apart
	 */
	static EntityFacts of(EntityPersister persister, @Nullable HierarchyRows rows) {
		EntityPersister root = persister.getRootEntityDescriptor().getEntityPersister();
		boolean safe = ReadSafety.problem(root) == null;
		HierarchyRows told = safe ? rows : null;
		// Tables that an entity is synchronized with are none that its row tells of.
		EntityFacts facts = new EntityFacts(persister, told, (told != null) ? told.tables() : tables(root),
				new HashSet<>(names(persister.getSynchronizedQuerySpaces())), new HashSet<>(), new ArrayList<>(),
				safe && !reachesUntold(persister));
		facts.always.removeAll(facts.tables);
		facts.add(persister, false);
		return facts;
	}

	/**
	 * Returns whether an entity is there by what is in any rows: by a restriction, or
	 * because it is mapped to a query.
	 */
	static boolean isUntold(EntityPersister entity) {
		for (String name : entity.getRootEntityDescriptor().getSubclassEntityNames()) {
			EntityPersister persister = entity.getFactory().getMappingMetamodel().getEntityDescriptor(name);
			if (persister.hasWhereRestrictions() || RowMapping.isQuery(persister)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether an entity refers to such entities, or what is fetched together with
	 * it does. An entity that must have another is not there without it.
	 */
	static boolean reachesUntold(EntityPersister entity) {
		boolean[] found = new boolean[1];
		fetched(entity, (each) -> {
			for (String name : each.getRootEntityDescriptor().getSubclassEntityNames()) {
				found[0] |= refersToUntold(each.getFactory().getMappingMetamodel().getEntityDescriptor(name));
			}
		}, new HashSet<>());
		return found[0];
	}

	private static boolean refersToUntold(ManagedMappingType type) {
		for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
			AttributeMapping attribute = type.getAttributeMapping(i);
			if ((attribute instanceof ToOneAttributeMapping reference
					&& isUntold(reference.getEntityMappingType().getEntityPersister()))
					|| (attribute instanceof EmbeddableValuedModelPart part
							&& refersToUntold(part.getEmbeddableTypeDescriptor()))) {
				return true;
			}
		}
		return false;
	}

	private void add(ManagedMappingType type, boolean embedded) {
		for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
			AttributeMapping attribute = type.getAttributeMapping(i);
			if (attribute instanceof ToOneAttributeMapping reference) {
				add(reference, embedded);
			}
			else if (attribute instanceof EmbeddableValuedModelPart part) {
				add(part.getEmbeddableTypeDescriptor(), true);
			}
		}
	}

	private void add(ToOneAttributeMapping reference, boolean embedded) {
		Set<String> target = tables(reference.getEntityMappingType().getEntityPersister());
		boolean eager = isFetched(reference);
		if (!isToldByKey(reference) || (embedded && eager)) {
			this.always.addAll(target);
		}
		else if (embedded) {
			this.joined.addAll(target);
		}
		else {
			this.references.add(new Reference(reference.getStateArrayPosition(), eager,
					reference.getEntityMappingType().getRootEntityDescriptor().getEntityName(),
					joined(reference.getEntityMappingType().getEntityPersister())));
		}
	}

	/**
	 * Returns whether the key in the row of the entity, and the row that has it as its
	 * primary key, say all about a reference.
	 */
	private static boolean isToldByKey(ToOneAttributeMapping reference) {
		EntityPersister target = reference.getEntityMappingType().getEntityPersister();
		return reference.getSideNature() == ForeignKeyDescriptor.Nature.KEY && reference.isReferenceToPrimaryKey()
				&& !reference.hasNotFoundAction() && !reference.hasJoinTable() && !target.hasWhereRestrictions()
				&& target.getSoftDeleteMapping() == null;
	}

	/**
	 * Returns whether what an entity refers to is loaded together with it. Without a
	 * proxy, it is so even if the mapping says otherwise.
	 */
	private static boolean isFetched(ToOneAttributeMapping reference) {
		return reference.getMappedFetchOptions().getTiming() == FetchTiming.IMMEDIATE
				|| reference.getCardinality() == ToOneAttributeMapping.Cardinality.ONE_TO_ONE
				|| !reference.getEntityMappingType().getEntityPersister().isLazy();
	}

	/**
	 * Returns whether entities of its own tables are fetched together with an entity.
	 */
	static boolean reachesItself(EntityPersister entity) {
		Set<String> roots = new HashSet<>();
		for (String name : entity.getRootEntityDescriptor().getSubclassEntityNames()) {
			fetchedBy(entity.getFactory().getMappingMetamodel().getEntityDescriptor(name), (each) -> {
			}, (reference) -> false, roots);
		}
		return roots.contains(entity.getRootEntityName());
	}

	/**
	 * Returns the tables of an entity, and of what it is not there without, if it is
	 * fetched by a join.
	 */
	private static Set<String> joined(EntityPersister entity) {
		Set<String> tables = new HashSet<>();
		fetched(entity, (each) -> tables.addAll(tables(each)), ToOneAttributeMapping::isOptional, new HashSet<>());
		return tables;
	}

	/**
	 * Visits an entity, and those that are fetched together with it.
	 */
	static void fetched(EntityPersister entity, Consumer<EntityPersister> visitor, Set<String> seen) {
		fetched(entity, visitor, (reference) -> false, seen);
	}

	private static void fetched(EntityPersister entity, Consumer<EntityPersister> visitor,
			Predicate<ToOneAttributeMapping> without, Set<String> seen) {
		if (seen.add(entity.getRootEntityName())) {
			visitor.accept(entity);
			for (String name : entity.getRootEntityDescriptor().getSubclassEntityNames()) {
				fetchedBy(entity.getFactory().getMappingMetamodel().getEntityDescriptor(name), visitor, without, seen);
			}
		}
	}

	private static void fetchedBy(ManagedMappingType type, Consumer<EntityPersister> visitor,
			Predicate<ToOneAttributeMapping> without, Set<String> seen) {
		for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
			AttributeMapping attribute = type.getAttributeMapping(i);
			if (attribute instanceof ToOneAttributeMapping reference && isFetched(reference)
					&& !without.test(reference)) {
				fetched(reference.getEntityMappingType().getEntityPersister(), visitor, without, seen);
			}
			else if (attribute instanceof EmbeddableValuedModelPart part) {
				fetchedBy(part.getEmbeddableTypeDescriptor(), visitor, without, seen);
			}
		}
	}

	private static Set<String> tables(EntityPersister entity) {
		Set<String> tables = new HashSet<>();
		for (String name : entity.getRootEntityDescriptor().getSubclassEntityNames()) {
			EntityPersister persister = entity.getFactory().getMappingMetamodel().getEntityDescriptor(name);
			for (Object space : persister.getQuerySpaces()) {
				tables.add(TableDirectory.plainName(space.toString()));
			}
		}
		return tables;
	}

	private static Set<String> names(String[] spaces) {
		return Arrays.stream(spaces).map(TableDirectory::plainName).collect(Collectors.toSet());
	}

	/**
	 * Reference to an entity by its primary key. If there is none, that may be because
	 * the key is {@code null}, or because no row has it.
	 *
	 * @param position where the entity has it in its values
	 * @param eager whether it is fetched together with the entity
	 * @param root the name of the root of the entity that it refers to
	 * @param tables the plain names of the tables of the entity that it refers to
	 */
	record Reference(int position, boolean eager, String root, Set<String> tables) {
	}

}
