package dev.accelerate.jpa.snapshot;

import java.util.Arrays;

import dev.accelerate.snapshot.CloneableTypes;
import dev.accelerate.snapshot.ImmutableTypes;
import dev.accelerate.snapshot.UnsupportedResultException;
import dev.accelerate.snapshot.ValueCopies;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.property.access.spi.PropertyAccess;
import org.hibernate.property.access.spi.Setter;
import org.hibernate.type.BasicType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.jspecify.annotations.Nullable;

/**
 * Mapping of an attribute, a key or an element, with what every value needs computed
 * once. Whether its values are shared is decided by their Java type alone: what Hibernate
 * calls immutable may hold a resource, such as a large object.
 */
final class ValueMapping {

	private static final ValueMapping[] NONE = {};

	private final String name;

	private final Type type;

	private final SessionFactoryImplementor sessionFactory;

	private final boolean shareable;

	private final ValueMapping[] parts;

	private final @Nullable Setter parent;

	private final @Nullable EntityAssembler assembler;

	private final boolean flat;

	private ValueMapping(String name, Type type, SessionFactoryImplementor sessionFactory) {
		this.name = name;
		this.type = type;
		this.sessionFactory = sessionFactory;
		this.shareable = type instanceof BasicType<?> && ImmutableTypes.isShareable(type.getReturnedClass());
		this.parts = (type instanceof ComponentType component)
				? of(name, component.getPropertyNames(), component.getSubtypes(), sessionFactory) : NONE;
		this.parent = (type instanceof ComponentType component) ? parentOf(component) : null;
		this.assembler = (type instanceof ComponentType component)
				? EntityAssembler.of(component.getMappingModelPart().getEmbeddableTypeDescriptor()) : null;
		this.flat = this.assembler != null && Arrays.stream(this.parts).allMatch(ValueMapping::isShareable);
	}

	static ValueMapping of(String name, Type type, SessionFactoryImplementor sessionFactory) {
		return new ValueMapping(name, type, sessionFactory);
	}

	/**
	 * Returns the mappings of several attributes.
	 * @param owner the name of what they belong to
	 */
	static ValueMapping[] of(String owner, String[] names, Type[] types, SessionFactoryImplementor sessionFactory) {
		ValueMapping[] mappings = new ValueMapping[types.length];
		for (int i = 0; i < types.length; i++) {
			mappings[i] = of(owner + "." + names[i], types[i], sessionFactory);
		}
		return mappings;
	}

	private static @Nullable Setter parentOf(ComponentType component) {
		PropertyAccess access = component.getMappingModelPart().getParentInjectionAttributePropertyAccess();
		return (access != null) ? access.getSetter() : null;
	}

	/**
	 * Returns the name of what it belongs to, with that of the attribute.
	 */
	String name() {
		return this.name;
	}

	Type type() {
		return this.type;
	}

	/**
	 * Returns whether its values are kept in a single column, or treated as if they were.
	 */
	boolean isBasic() {
		return this.type instanceof BasicType<?>;
	}

	/**
	 * Returns whether values of its declared type can never be changed.
	 */
	boolean isShareable() {
		return this.shareable;
	}

	/**
	 * Returns the mappings of the attributes of an embeddable.
	 */
	ValueMapping[] parts() {
		return this.parts;
	}

	/**
	 * Builds an embeddable.
	 * @param values the values of its attributes
	 * @param owner the entity that it is part of, or {@code null} if there is none
	 */
	Object embeddable(@Nullable Object[] values, @Nullable Object owner) {
		Object embeddable = build(values);
		if (this.parent != null) {
			this.parent.set(embeddable, owner);
		}
		return embeddable;
	}

	private Object build(@Nullable Object[] values) {
		if (this.assembler == null) {
			return ((ComponentType) this.type).getMappingModelPart()
				.getEmbeddableTypeDescriptor()
				.getRepresentationStrategy()
				.getInstantiator()
				.instantiate(() -> values);
		}
		Object embeddable = this.assembler.instantiate();
		this.assembler.fill(embeddable, null, values);
		return embeddable;
	}

	/**
	 * Returns whether an embeddable consists of immutable values alone, which the
	 * assembler writes as they are.
	 */
	boolean isFlat() {
		return this.flat;
	}

	/**
	 * Returns a private copy of a basic value, or the value itself if it can be shared. A
	 * copy that differs from the value is refused, such as one by a converter that loses
	 * something.
	 * @throws UnsupportedResultException if there is no copy that is known to be true
	 */
	Object detach(Object value) {
		if (this.shareable || ImmutableTypes.isShareable(value)) {
			return value;
		}
		if (CloneableTypes.contains(value.getClass())) {
			return CloneableTypes.copy(value);
		}
		if (ValueCopies.holdsResource(value)) {
			throw unsupported("holds a resource, such as a stream or a large object");
		}
		Object copy;
		try {
			copy = copyByType(value);
		}
		catch (RuntimeException ex) {
			throw unsupported("cannot be copied");
		}
		if (!ValueCopies.isTrueCopy(value, copy) && !isSharedByConverter(value, copy)) {
			throw unsupported("cannot be copied by its type: the copy differs from it, or shares parts with it");
		}
		return copy;
	}

	/**
	 * Returns a copy of a value that was detached before, or the value itself if it can
	 * be shared.
	 */
	Object copy(Object value) {
		if (this.shareable) {
			return value;
		}
		if (CloneableTypes.contains(value.getClass())) {
			return CloneableTypes.copy(value);
		}
		return ImmutableTypes.isShareable(value) ? value : copyByType(value);
	}

	/**
	 * Returns the copy that the mapped type makes. A type that the application declares
	 * immutable returns the same instance. Its converter, if it has one, then makes
	 * another instance of the same value.
	 */
	@SuppressWarnings("unchecked")
	private Object copyByType(Object value) {
		Object copy = this.type.deepCopy(value, this.sessionFactory);
		if (copy != value || !(this.type instanceof BasicType<?> basic)) {
			return copy;
		}
		BasicValueConverter<Object, Object> converter = (BasicValueConverter<Object, Object>) basic.getValueConverter();
		return (converter != null) ? converter.toDomainValue(converter.toRelationalValue(value)) : copy;
	}

	/**
	 * Returns whether the converter makes the same instance of the same column every
	 * time. Every query then shares that instance, with the cache or without.
	 */
	@SuppressWarnings("unchecked")
	private boolean isSharedByConverter(Object value, Object copy) {
		if (copy != value || !(this.type instanceof BasicType<?> basic)) {
			return false;
		}
		BasicValueConverter<Object, Object> converter = (BasicValueConverter<Object, Object>) basic.getValueConverter();
		Object column = (converter != null) ? converter.toRelationalValue(value) : null;
		return column != null && ImmutableTypes.isShareable(column);
	}

	private UnsupportedResultException unsupported(String why) {
		return new UnsupportedResultException("The value of " + this.name + ", of the type "
				+ this.type.getReturnedClass().getName() + ", " + why
				+ ". Map it to an immutable type, such as a record or String, or to byte[], or leave it out by a projection");
	}

}
