package dev.accelerate.jpa.snapshot;

import java.util.Objects;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.NotRestorableException;
import dev.accelerate.snapshot.NotRestorableException.Conflict;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the identifiers of entities of which there are no instances yet.
 */
final class NodeIdentifiers {

	private NodeIdentifiers() {
	}

	/**
	 * Returns a private copy of the identifier of an entity.
	 * @throws NotRestorableException if the identifier holds another entity itself
	 */
	static Object of(Node.EntityNode entity, EntityMapping mapping, MappingRegistry registry,
			SharedSessionContractImplementor session) {
		Object id = entity.id();
		if (!(id instanceof Node)) {
			return mapping.id().copy(id);
		}
		EmbeddableMappingType virtualId = mapping.virtualId();
		if (virtualId == null) {
			return Objects.requireNonNull(plain(id, mapping.id()));
		}
		if (!(id instanceof Node.EmbeddableNode embeddable)) {
			throw new NotRestorableException(Conflict.MAPPING);
		}
		if (mapping.persister().getMappedClass() == mapping.id().type().getReturnedClass()) {
			throw new NotRestorableException(Conflict.MAPPING);
		}
		Object holder = mapping.persister().getRepresentationStrategy().getInstantiator().instantiate();
		@Nullable Object[] values = embeddable.values().clone();
		for (int i = 0; i < values.length; i++) {
			Object value = values[i];
			values[i] = (value instanceof Node.EntityNode || value instanceof Node.ReferenceNode)
					? standIn((Node) value, registry, session) : plain(value, mapping.virtualIdValues()[i]);
		}
		virtualId.setValues(holder, values);
		return mapping.persister().getIdentifier(holder, session);
	}

	/**
	 * Returns an object that has the identifier of another entity, and nothing else. No
	 * session knows it. The class of the identifier takes from it only the identifier.
	 */
	private static Object standIn(Node other, MappingRegistry registry, SharedSessionContractImplementor session) {
		String entityName = (other instanceof Node.EntityNode entity) ? entity.entityName()
				: ((Node.ReferenceNode) other).entityName();
		EntityMapping mapping = registry.mappingOf(entityName);
		EntityPersister persister = mapping.persister();
		Object id = (other instanceof Node.EntityNode entity) ? of(entity, mapping, registry, session)
				: persister.getIdentifierType().deepCopy(((Node.ReferenceNode) other).id(), registry.sessionFactory());
		if (persister.hasProxy()) {
			return persister.createProxy(id, null);
		}
		if (!persister.getRepresentationStrategy().getInstantiator().canBeInstantiated()) {
			throw new NotRestorableException(Conflict.MAPPING);
		}
		Object standIn = mapping.instantiate();
		persister.setIdentifier(standIn, id, session);
		return standIn;
	}

	private static @Nullable Object plain(@Nullable Object value, ValueMapping mapping) {
		if (value instanceof Node.EmbeddableNode embeddable) {
			return mapping.embeddable(plainAll(embeddable.values(), mapping.parts()), null);
		}
		if (value instanceof Node) {
			throw new NotRestorableException(Conflict.MAPPING);
		}
		return (value != null) ? mapping.copy(value) : null;
	}

	private static @Nullable Object[] plainAll(@Nullable Object[] values, ValueMapping[] mappings) {
		@Nullable Object[] built = new Object[values.length];
		for (int i = 0; i < values.length; i++) {
			built[i] = plain(values[i], mappings[i]);
		}
		return built;
	}

}
