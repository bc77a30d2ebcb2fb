package dev.accelerate.jpa.rows.read;

import java.util.HashSet;
import java.util.Set;

import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.QueryHints;

import java.lang.reflect.Method;

/**
 * Associations that a query fetches besides what the mapping says.
 *
 * @param any whether it fetches any
 * @param hiding whether a row may be missing in the result because what it is joined with
 * is missing
 * @param roots the names of the roots of the entities that are fetched, or {@code null}
 * if they are not known
 */
record Fetches(boolean any, boolean hiding, @Nullable Set<String> roots) {

	/**
	 * None.
	 */
	static final Fetches NONE = new Fetches(false, false, Set.of());

	private static final Fetches UNKNOWN = new Fetches(true, true, null);

	/**
	 * Returns what a method fetches by its annotations.
	 */
	static Fetches of(Method method, EntityPersister entity) {
		if (AnnotatedElementUtils.hasAnnotation(method, QueryHints.class)) {
			return UNKNOWN;
		}
		EntityGraph graph = AnnotatedElementUtils.findMergedAnnotation(method, EntityGraph.class);
		if (graph == null) {
			return NONE;
		}
		if (!graph.value().isEmpty() || isRegistered(entity, method)) {
			return UNKNOWN;
		}
		Set<String> roots = new HashSet<>();
		for (String path : graph.attributePaths()) {
			if (!add(entity, path, roots)) {
				return UNKNOWN;
			}
		}
		return (graph.attributePaths().length > 0) ? new Fetches(true, true, roots) : UNKNOWN;
	}

	/**
	 * Returns whether there is a graph by the name that Spring Data looks for first.
	 */
	private static boolean isRegistered(EntityPersister entity, Method method) {
		try {
			return entity.getFactory()
				.findEntityGraphByName(entity.getFactory().getJpaMetamodel().entity(entity.getMappedClass()).getName()
						+ "." + method.getName()) != null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Adds the roots of the entities that a path leads to.
	 * @return whether all of them are known
	 */
	static boolean add(EntityPersister entity, String path, Set<String> roots) {
		ManagedMappingType type = entity;
		for (String name : path.split("\\.")) {
			ModelPart part = (type != null) ? type.findSubPart(name, null) : null;
			ModelPart target = (part instanceof PluralAttributeMapping plural) ? plural.getElementDescriptor() : part;
			if (part instanceof PluralAttributeMapping plural
					&& plural.getIndexDescriptor() instanceof EntityValuedModelPart) {
				return false;
			}
			if (target instanceof EntityValuedModelPart reference) {
				EntityFacts.fetched(reference.getEntityMappingType().getEntityPersister(), (fetched) -> {
				}, roots);
				type = reference.getEntityMappingType();
			}
			else if (target instanceof EmbeddableValuedModelPart embedded) {
				type = embedded.getEmbeddableTypeDescriptor();
			}
			else if (target == null) {
				return false;
			}
			else {
				type = null;
			}
		}
		return true;
	}

	/**
	 * Returns whether entities of a root may be among those that are fetched.
	 */
	boolean mayReach(String root) {
		return this.roots == null || this.roots.contains(root);
	}

}
