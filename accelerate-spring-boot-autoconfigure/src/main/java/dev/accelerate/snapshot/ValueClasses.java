package dev.accelerate.snapshot;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.springframework.core.ResolvableType;

/**
 * Classes that declared types name, themselves or by what they hold: records, classes,
 * enums and interfaces of the application, and enums of everyone.
 */
public final class ValueClasses {

	private final Set<Class<?>> classes = new LinkedHashSet<>();

	private final Predicate<Class<?>> entities;

	/**
	 * Creates an empty set.
	 * @param entities tells which classes are entities; they are no values, and what they
	 * hold is told by their mapping
	 */
	public ValueClasses(Predicate<Class<?>> entities) {
		this.entities = entities;
	}

	/**
	 * Returns the classes that have been found.
	 * @return the classes
	 */
	public Set<Class<?>> found() {
		return this.classes;
	}

	/**
	 * Adds what a type names.
	 * @param type a declared type
	 */
	public void add(ResolvableType type) {
		if (type.isArray()) {
			add(type.getComponentType());
			return;
		}
		Stream.of(type.getGenerics()).forEach(this::add);
		Class<?> raw = type.resolve();
		boolean value = raw != null
				&& (raw.isEnum() || (ResultTypes.isApplicationType(raw) && !HeldResources.contains(raw)));
		if (raw == null || !value || this.entities.test(raw) || !this.classes.add(raw) || raw.isEnum()) {
			return;
		}
		Class<?>[] permitted = raw.getPermittedSubclasses();
		Stream.of((permitted != null) ? permitted : new Class<?>[0]).map(ResolvableType::forClass).forEach(this::add);
		if (raw.isInterface()) {
			getters(raw).forEach((getter) -> add(ResolvableType.forMethodReturnType(getter, raw)));
		}
		fields(raw).forEach((field) -> add(ResolvableType.forField(field, type)));
	}

	static Stream<Method> getters(Class<?> type) {
		return Stream.of(type.getMethods())
			.filter((method) -> !Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0)
			.sorted(Comparator.comparing(Method::getName));
	}

	static Stream<Field> fields(Class<?> type) {
		return Stream
			.<Class<?>>iterate(type, (declaring) -> declaring != null && declaring != Object.class,
					Class::getSuperclass)
			.flatMap((declaring) -> Stream.of(declaring.getDeclaredFields()))
			.filter((field) -> !Modifier.isStatic(field.getModifiers()));
	}

}
