package dev.accelerate.jpa;

import java.math.BigInteger;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.NumberUtils;

/**
 * Entities and their identifiers, as an application names them.
 */
final class EntityIdentifier {

	private EntityIdentifier() {
	}

	/**
	 * Returns the persister of an entity, or {@code null} if the unit has none.
	 * @param type the class of the entity, or of a proxy of it
	 */
	static @Nullable EntityPersister persister(SessionFactoryImplementor unit, Class<?> type) {
		Class<?> entity = HibernateProxy.class.isAssignableFrom(type) ? type.getSuperclass() : type;
		return unit.getMappingMetamodel().findEntityDescriptor(entity);
	}

	/**
	 * Returns an identifier in the type of those of an entity. Only whole numbers are
	 * converted, as {@code 17} into a {@link Long}.
	 * @throws AccelerateException with {@link ErrorCode#P6005} if it is of another type
	 */
	static Object of(EntityPersister persister, @Nullable Object id) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(persister.getIdentifierType().getReturnedClass());
		if (type.isInstance(id)) {
			return id;
		}
		Object converted = isWhole(type) ? convert(id, type.asSubclass(Number.class)) : null;
		if (converted == null) {
			// The identifier is a value of the application.
			throw new AccelerateException(ErrorCode.P6005,
					"the identifier of " + persister.getEntityName() + " given to invalidateEntity is "
							+ ((id != null) ? "a " + id.getClass().getName() : "null") + ", and must be a "
							+ type.getName());
		}
		return converted;
	}

	private static @Nullable Number convert(@Nullable Object id, Class<? extends Number> type) {
		try {
			return (id instanceof Number number && isWhole(number.getClass()))
					? NumberUtils.convertNumberToTargetClass(number, type) : null;
		}
		catch (IllegalArgumentException ex) {
			// It is too large.
			return null;
		}
	}

	private static boolean isWhole(Class<?> type) {
		return type == Long.class || type == Integer.class || type == Short.class || type == Byte.class
				|| type == BigInteger.class;
	}

}
