package dev.accelerate.jpa.snapshot;

import java.util.Objects;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.NotRestorableException;
import dev.accelerate.snapshot.NotRestorableException.Conflict;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the identifiers of entities of which there are no instances yet.
 */
final class NodeIdentifiers {

	private NodeIdentifiers() {
	}

	/**
	 * Returns a private copy of the identifier of an entity.
	 * @throws NotRestorableException if an association is a part of it
	 */
	static Object of(Node.EntityNode entity, EntityMapping mapping, SharedSessionContractImplementor session) {
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
		Object holder = mapping.persister().getRepresentationStrategy().getInstantiator().instantiate();
		virtualId.setValues(holder, plainAll(embeddable.values(), mapping.virtualIdValues()));
		return mapping.persister().getIdentifier(holder, session);
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
