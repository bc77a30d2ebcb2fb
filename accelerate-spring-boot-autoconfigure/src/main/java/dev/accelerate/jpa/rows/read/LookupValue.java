package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Value of one column of a lookup, in the form in which it is bound.
 *
 * @param part the attribute that has the column
 * @param source where the value comes from
 */
record LookupValue(ModelPart part, ValueSource source) {

	/**
	 * Returns the alternatives of a call, or {@code null} if they cannot be followed.
	 */
	@Nullable List<@Nullable Object> values(Object[] arguments, int most) {
		List<@Nullable Object> values = this.source.values(arguments, most);
		if (values == null) {
			return null;
		}
		List<@Nullable Object> bound = new ArrayList<>();
		for (Object value : values) {
			bound.add((value != null) ? bound(value) : null);
		}
		return bound;
	}

	private @Nullable Object bound(Object value) {
		if (this.part instanceof ToOneAttributeMapping reference) {
			EntityPersister target = reference.getAssociatedEntityMappingType().getEntityPersister();
			Object id = (value instanceof HibernateProxy proxy) ? proxy.getHibernateLazyInitializer().getIdentifier()
					: target.getMappedClass().isInstance(value) ? target.getIdentifier(value) : value;
			return (id != null && target.getIdentifierMapping() instanceof BasicValuedModelPart identifier)
					? identifier.getJdbcMapping().convertToRelationalValue(id) : null;
		}
		return (this.part instanceof BasicValuedModelPart basic)
				? basic.getJdbcMapping().convertToRelationalValue(value) : null;
	}

}
