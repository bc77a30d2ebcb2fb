package dev.accelerate.snapshot;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.util.ReflectionUtils;

/**
 * Record or class projection, seen as the list of its fields. A record is built through
 * its constructor; any other class is written field by field, so that it needs no
 * particular constructor.
 */
public final class ValueObjectType {

	private static final SpringObjenesis OBJENESIS = new SpringObjenesis();

	private static final ClassValue<ValueObjectType> TYPES = new ClassValue<>() {

		@Override
		protected ValueObjectType computeValue(Class<?> type) {
			return new ValueObjectType(type);
		}

	};

	private final Class<?> type;

	private final Field[] fields;

	private final @Nullable Constructor<?> constructor;

	private final boolean shareable;

	private ValueObjectType(Class<?> type) {
		this.type = type;
		this.fields = fields(type).toArray(Field[]::new);
		this.constructor = type.isRecord() ? canonicalConstructor(type, this.fields) : null;
		this.shareable = isShareable(type);
	}

	/**
	 * Returns the fields of a class.
	 * @param type a class of the application
	 * @return what reads and builds its instances
	 * @throws java.lang.reflect.InaccessibleObjectException if its fields are not open to
	 * reflection
	 */
	public static ValueObjectType of(Class<?> type) {
		return TYPES.get(type);
	}

	private static List<Field> fields(Class<?> type) {
		List<Field> fields = new ArrayList<>();
		for (Class<?> declaring = type; declaring != null
				&& declaring != Object.class; declaring = declaring.getSuperclass()) {
			for (Field field : declaring.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
					field.setAccessible(true);
					fields.add(field);
				}
			}
		}
		return fields;
	}

	private static Constructor<?> canonicalConstructor(Class<?> type, Field[] fields) {
		Class<?>[] parameters = new Class<?>[fields.length];
		for (int i = 0; i < parameters.length; i++) {
			parameters[i] = fields[i].getType();
		}
		try {
			Constructor<?> constructor = type.getDeclaredConstructor(parameters);
			constructor.setAccessible(true);
			return constructor;
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("Every record has its canonical constructor", ex);
		}
	}

	/**
	 * Returns whether no instance can be changed. Transient fields count, too: they are
	 * never copied, but sharing an instance shares them.
	 */
	private static boolean isShareable(Class<?> type) {
		for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
			for (Field field : declaring.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers())
						&& (!Modifier.isFinal(field.getModifiers()) || !ImmutableTypes.contains(field.getType()))) {
					return false;
				}
			}
		}
		return true;
	}

	/**
	 * Returns whether no instance can be changed, so that all callers can share one.
	 */
	boolean shareable() {
		return this.shareable;
	}

	/**
	 * Returns the declared types of the values.
	 */
	List<ResolvableType> valueTypes(ResolvableType declared) {
		List<ResolvableType> types = new ArrayList<>();
		for (Field field : this.fields) {
			types.add(ResolvableType.forField(field, declared));
		}
		return types;
	}

	/**
	 * Returns the values of the fields of an instance.
	 * @param instance the instance
	 * @return the values, in the order of the class
	 */
	public @Nullable Object[] read(Object instance) {
		@Nullable Object[] values = new Object[this.fields.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = ReflectionUtils.getField(this.fields[i], instance);
		}
		return values;
	}

	/**
	 * Returns how many fields the class has.
	 * @return the number of values of every instance
	 */
	public int size() {
		return this.fields.length;
	}

	/**
	 * Builds an instance.
	 * @param values the values of its fields
	 * @return the instance
	 */
	public Object build(@Nullable Object[] values) {
		if (this.constructor != null) {
			return BeanUtils.instantiateClass(this.constructor, values);
		}
		Object instance = OBJENESIS.newInstance(this.type);
		for (int i = 0; i < this.fields.length; i++) {
			ReflectionUtils.setField(this.fields[i], instance, values[i]);
		}
		return instance;
	}

}
