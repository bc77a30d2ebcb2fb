package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.snapshot.Node;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of several columns ({@code @EmbeddedId}), as results have them.
 */
final class NodeKeys {

	private NodeKeys() {
	}

	/**
	 * Returns the values of the columns of an identifier, in the order of the mapping, as
	 * they are bound.
	 * @return the values, or {@code null} if they cannot be told
	 */
	static @Nullable List<@Nullable Object> values(EntityIdentifierMapping identifier, Node id) {
		Map<String, @Nullable Object> byColumn = new HashMap<>();
		if (identifier instanceof NonAggregatedIdentifierMapping
				|| !(identifier instanceof EmbeddableValuedModelPart part) || !(id instanceof Node.EmbeddableNode node)
				|| !add(part.getEmbeddableTypeDescriptor(), node, byColumn)) {
			return null;
		}
		List<@Nullable Object> values = new ArrayList<>();
		identifier.forEachSelectable((index, column) -> values.add(byColumn.get(column.getSelectionExpression())));
		return values;
	}

	private static boolean add(EmbeddableMappingType type, Node.EmbeddableNode node,
			Map<String, @Nullable Object> byColumn) {
		if (type.getNumberOfAttributeMappings() != node.values().length) {
			return false;
		}
		for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
			AttributeMapping attribute = type.getAttributeMapping(i);
			Object value = node.values()[i];
			if (attribute instanceof BasicValuedModelPart basic && value != null && !(value instanceof Node)) {
				byColumn.put(basic.getSelectionExpression(), basic.getJdbcMapping().convertToRelationalValue(value));
			}
			else if (!(attribute instanceof EmbeddableValuedModelPart part && value instanceof Node.EmbeddableNode inner
					&& add(part.getEmbeddableTypeDescriptor(), inner, byColumn))) {
				return false;
			}
		}
		return true;
	}

}
