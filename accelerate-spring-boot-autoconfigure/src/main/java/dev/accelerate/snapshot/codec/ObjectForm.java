package dev.accelerate.snapshot.codec;

import java.io.Externalizable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.util.ReflectionUtils;

/**
 * Test of whether the fields of a class are all there is to say about an instance.
 */
final class ObjectForm {

	/**
	 * Methods by which a class has a serialized form of its own.
	 */
	private static final Set<String> FORMS = Set.of("writeReplace", "readResolve", "writeObject", "readObject");

	private static final ClassValue<Boolean> PLAIN = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return type.isRecord() || isPlain(type);
		}

	};

	private ObjectForm() {
	}

	/**
	 * Returns whether an instance is known by its fields: none of them is transient, none
	 * refers to an enclosing instance, and the class has no serialized form of its own.
	 */
	static boolean isPlain(Object value) {
		return PLAIN.get(value.getClass());
	}

	/**
	 * Returns whether an instance can be equal to another one.
	 */
	static boolean hasEquality(Object value) {
		Method equals = ReflectionUtils.findMethod(value.getClass(), "equals", Object.class);
		return equals != null && equals.getDeclaringClass() != Object.class;
	}

	private static boolean isPlain(Class<?> type) {
		return !Externalizable.class.isAssignableFrom(type)
				&& Stream.<Class<?>>iterate(type, (declaring) -> declaring != null, Class::getSuperclass)
					.allMatch(ObjectForm::declaresPlainFields);
	}

	private static boolean declaresPlainFields(Class<?> type) {
		return Stream.of(type.getDeclaredMethods()).map(Method::getName).noneMatch(FORMS::contains)
				&& Stream.of(type.getDeclaredFields())
					.filter((field) -> !Modifier.isStatic(field.getModifiers()))
					.noneMatch((field) -> Modifier.isTransient(field.getModifiers()) || field.isSynthetic());
	}

}
