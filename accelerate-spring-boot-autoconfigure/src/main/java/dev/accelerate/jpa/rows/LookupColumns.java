package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/**
 * Columns that rows can be looked up by: what they have is what is bound to them.
 */
final class LookupColumns {

	private LookupColumns() {
	}

	/**
	 * Returns the column of an attribute, or {@code null} if it has none or several, or
	 * if writes do not tell what is in it. What is inside an embeddable may be generated,
	 * and is left out.
	 */
	static Lookup.@Nullable Column of(ModelPart attribute) {
		KeyColumns key = KeyColumns.of(attribute::forEachSelectable);
		if (key == null || key.names().size() != 1 || !(attribute instanceof AttributeMapping mapping)
				|| !(mapping.getDeclaringType() instanceof EntityMappingType)
				|| ColumnSet.isByDatabase(mapping.getGenerator())) {
			return null;
		}
		List<SelectableMapping> columns = new ArrayList<>();
		attribute.forEachSelectable((index, column) -> columns.add(column));
		SelectableMapping column = columns.get(0);
		return column.isInsertable()
				? new Lookup.Column(column.getContainingTableExpression(), key.names().get(0), key.forms().get(0))
				: null;
	}

}
