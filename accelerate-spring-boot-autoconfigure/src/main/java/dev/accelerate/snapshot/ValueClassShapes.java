package dev.accelerate.snapshot;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Description of what classes are made of: the components of records, the fields of other
 * classes, the properties of projections and the constants of enums, each with its type
 * and in the order in which a snapshot has it. It is the same in every JVM that has the
 * same classes.
 */
public final class ValueClassShapes {

	private ValueClassShapes() {
	}

	/**
	 * Describes classes.
	 * @param classes the classes, in any order
	 * @return their description
	 */
	public static String describe(Collection<Class<?>> classes) {
		return classes.stream()
			.sorted(Comparator.comparing(Class::getName))
			.map((type) -> type.getName() + members(type))
			.collect(Collectors.joining("\n"));
	}

	private static List<String> members(Class<?> type) {
		if (type.isEnum()) {
			return Stream.of(type.getFields())
				.filter((field) -> field.isEnumConstant())
				.map((field) -> field.getName())
				.toList();
		}
		Stream<String> getters = type.isInterface() ? ValueClasses.getters(type).map(ValueClassShapes::getter)
				: Stream.of();
		Stream<String> fields = ValueClasses.fields(type)
			.map((field) -> field.getName() + " " + field.getGenericType().getTypeName());
		return Stream.concat(getters, fields).toList();
	}

	private static String getter(Method getter) {
		return getter.getName() + " " + getter.getGenericReturnType().getTypeName();
	}

}
