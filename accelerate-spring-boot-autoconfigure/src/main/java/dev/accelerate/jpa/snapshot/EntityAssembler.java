package dev.accelerate.jpa.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.List;

import org.hibernate.engine.spi.CompositeTracker;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PropertyBasedMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.spi.Setter;
import org.hibernate.property.access.spi.SetterFieldImpl;
import org.jspecify.annotations.Nullable;

/**
 * Builder of instances of one entity class, or of one class of embeddables. It replaces
 * the reflection of Hibernate for classes that have a constructor without parameters, are
 * not enhanced, and are mapped by their fields.
 *
 * <p>
 * One method handle calls the constructor, and one writes all fields. Both are constants
 * of a class of their own, a hidden copy of {@link ConstantAssembler}, because only
 * constant handles are compiled to plain writes of fields.
 */
abstract class EntityAssembler {

	/**
	 * Largest number of fields that one handle writes. With more, it would be too large
	 * to be compiled well.
	 */
	private static final int MAXIMUM_FIELDS = 64;

	private static final Lookup LOOKUP = MethodHandles.lookup();

	/**
	 * Handle that writes no identifier.
	 */
	private static final MethodHandle NOTHING = MethodHandles
		.empty(MethodType.methodType(void.class, Object.class, Object.class));

	private static final byte @Nullable [] TEMPLATE = template();

	/**
	 * Creates an instance.
	 */
	abstract Object instantiate();

	/**
	 * Writes all fields.
	 * @param id the identifier, or {@code null} for an embeddable
	 * @param values the values of the attributes, in the order of the mapping
	 */
	abstract void fill(Object instance, @Nullable Object id, @Nullable Object[] values);

	/**
	 * Returns the assembler of an entity class, or {@code null} if only the persister can
	 * build its instances.
	 */
	static @Nullable EntityAssembler of(EntityPersister persister) {
		Object instantiator = persister.getRepresentationStrategy().getInstantiator();
		return (isInternal(instantiator, "EntityInstantiatorPojo")
				&& persister.getNumberOfAttributeMappings() == persister.getPropertyTypes().length
				&& persister.getIdentifierMapping() instanceof PropertyBasedMapping identifier)
						? of(persister.getMappedClass(), identifier.getPropertyAccess().getSetter(), persister) : null;
	}

	/**
	 * Returns the assembler of a class of embeddables, or {@code null} if only its
	 * mapping can build instances.
	 */
	static @Nullable EntityAssembler of(EmbeddableMappingType embeddable) {
		if (embeddable.isPolymorphic()) {
			return null;
		}
		Object instantiator = embeddable.getRepresentationStrategy().getInstantiator();
		boolean byConstructor = isInternal(instantiator, "EmbeddableInstantiatorPojoStandard")
				|| isInternal(instantiator, "EmbeddableInstantiatorPojoOptimized");
		return byConstructor ? of(embeddable.getMappedJavaType().getJavaTypeClass(), null, embeddable) : null;
	}

	/**
	 * Returns whether an instantiator is one of Hibernate's own, which call the
	 * constructor without parameters.
	 */
	private static boolean isInternal(Object instantiator, String name) {
		return instantiator.getClass().getName().startsWith("org.hibernate.metamodel.internal." + name);
	}

	private static @Nullable EntityAssembler of(Class<?> type, @Nullable Setter identifier,
			ManagedMappingType mapping) {
		if (TEMPLATE == null || CompositeTracker.class.isAssignableFrom(type)
				|| PersistentAttributeInterceptable.class.isAssignableFrom(type)
				|| SelfDirtinessTracker.class.isAssignableFrom(type)) {
			return null;
		}
		try {
			MethodHandle filler = filler(identifier, mapping);
			return (filler != null) ? define(TEMPLATE, List.of(constructor(type), filler)) : null;
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
			// The class is closed to reflection, so it is left to Hibernate.
			return null;
		}
	}

	private static MethodHandle constructor(Class<?> type) throws ReflectiveOperationException {
		Constructor<?> constructor = type.getDeclaredConstructor();
		constructor.setAccessible(true);
		return LOOKUP.unreflectConstructor(constructor).asType(MethodType.methodType(Object.class));
	}

	/**
	 * Returns the handle that writes the identifier, if there is one, and all attributes,
	 * or {@code null} if one of them is not written to a field.
	 */
	private static @Nullable MethodHandle filler(@Nullable Setter identifier, ManagedMappingType mapping)
			throws ReflectiveOperationException {
		int attributes = mapping.getNumberOfAttributeMappings();
		MethodHandle writer = (identifier != null) ? writer(identifier) : NOTHING;
		if (attributes > MAXIMUM_FIELDS || writer == null) {
			return null;
		}
		MethodHandle filler = MethodHandles.dropArguments(writer, 2, Object[].class);
		for (int i = 0; i < attributes; i++) {
			AttributeMapping attribute = mapping.getAttributeMapping(i);
			MethodHandle next = writer(attribute.getPropertyAccess().getSetter());
			if (next == null || attribute.getStateArrayPosition() != i) {
				return null;
			}
			MethodHandle value = MethodHandles.insertArguments(MethodHandles.arrayElementGetter(Object[].class), 1, i);
			next = MethodHandles.filterArguments(next, 1, value);
			filler = MethodHandles.foldArguments(MethodHandles.dropArguments(next, 1, Object.class), filler);
		}
		return filler;
	}

	private static @Nullable MethodHandle writer(@Nullable Setter setter) throws ReflectiveOperationException {
		return (setter instanceof SetterFieldImpl field) ? LOOKUP.unreflectSetter(field.getField())
			.asType(MethodType.methodType(void.class, Object.class, Object.class)) : null;
	}

	private static EntityAssembler define(byte[] template, List<MethodHandle> handles)
			throws ReflectiveOperationException {
		Class<?> type = LOOKUP.defineHiddenClassWithClassData(template, handles, true).lookupClass();
		return (EntityAssembler) type.getDeclaredConstructor().newInstance();
	}

	private static byte @Nullable [] template() {
		Class<?> type = ConstantAssembler.class;
		try (InputStream stream = type.getResourceAsStream(type.getSimpleName() + ".class")) {
			return (stream != null) ? stream.readAllBytes() : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

}
