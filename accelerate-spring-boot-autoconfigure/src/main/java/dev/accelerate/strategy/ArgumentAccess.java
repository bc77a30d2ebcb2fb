package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * What an expression may read of an argument without running code of the application.
 * These are the components of records, which are part of the key, the final fields of the
 * constants of an enum, and the methods of collections and of values of the JDK and of
 * Spring Data. Any other method may read the state of the thread.
 */
final class ArgumentAccess {

	private static final Set<Class<?>> VALUES = Set.of(String.class, BigDecimal.class, BigInteger.class, UUID.class,
			Date.class);

	private static final Set<String> CONTAINER_READS = Set.of("size", "isEmpty", "contains", "containsAll",
			"containsKey", "containsValue", "get", "getOrDefault", "indexOf", "lastIndexOf", "getFirst", "getLast",
			"isPresent", "orElse", "orElseThrow");

	private ArgumentAccess() {
	}

	/**
	 * Returns the type of a property.
	 * @return the type, or {@code null} if reading it may run code of the application
	 */
	static @Nullable ResolvableType property(ResolvableType owner, String name) {
		Class<?> type = owner.toClass();
		if (type.isRecord()) {
			return hasGetter(type, name) ? null : component(type, name);
		}
		if (type.isArray()) {
			return name.equals("length") ? ResolvableType.forClass(int.class) : null;
		}
		if (Map.class.isAssignableFrom(type)) {
			return owner.as(Map.class).getGeneric(1);
		}
		if (type.isEnum()) {
			return (hasGetter(type, name) || ClassUtils.hasMethod(type, name)) ? ofEnum(type, readersOf(type, name))
					: EnumValues.field(type, name);
		}
		for (String getter : getters(name)) {
			ResolvableType result = method(owner, getter, 0);
			if (result != null && hasGetter(type, name)) {
				return result;
			}
		}
		return null;
	}

	/**
	 * Returns the type of what a method returns.
	 * @return the type, or {@code null} if calling it may run code of the application
	 */
	static @Nullable ResolvableType method(ResolvableType owner, String name, int arguments) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(owner.toClass());
		if (type.isRecord()) {
			return (arguments == 0) ? component(type, name) : null;
		}
		if (type.isEnum()) {
			return (arguments == 0) ? ofEnum(type, List.of(name)) : null;
		}
		if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type) || type == Optional.class) {
			return CONTAINER_READS.contains(name) ? contained(owner, name) : null;
		}
		return isValue(type) ? returned(type, name, arguments) : null;
	}

	/**
	 * Returns the methods that SpEL may call for a property. It calls the first that
	 * exists.
	 */
	private static List<String> readersOf(Class<?> type, String name) {
		return Stream.concat(getters(name).stream(), Stream.of(name))
			.filter((method) -> ClassUtils.hasMethod(type, method))
			.toList();
	}

	private static @Nullable ResolvableType ofEnum(Class<?> type, List<String> methods) {
		List<@Nullable ResolvableType> results = new ArrayList<>();
		for (String method : methods) {
			results.add(switch (method) {
				case "name" -> ResolvableType.forClass(String.class);
				case "ordinal" -> ResolvableType.forClass(int.class);
				default -> EnumValues.getter(type, method);
			});
		}
		return (results.isEmpty() || results.contains(null)) ? null : results.get(0);
	}

	/**
	 * Returns the type of an element.
	 * @return the type, or {@code null} if it is not known to have any
	 */
	static @Nullable ResolvableType element(ResolvableType owner) {
		Class<?> type = owner.toClass();
		if (type.isArray()) {
			return owner.getComponentType();
		}
		if (type == String.class) {
			return owner;
		}
		if (Map.class.isAssignableFrom(type)) {
			return owner.as(Map.class).getGeneric(1);
		}
		return Collection.class.isAssignableFrom(type) ? owner.as(Collection.class).getGeneric() : null;
	}

	/**
	 * Returns whether values of a type are converted to text without running code of the
	 * application.
	 */
	static boolean isText(ResolvableType type) {
		return isValue(ClassUtils.resolvePrimitiveIfNecessary(type.toClass()));
	}

	private static boolean isValue(Class<?> type) {
		return VALUES.contains(type) || ClassUtils.isPrimitiveWrapper(type)
				|| (type.getPackageName().equals("java.time") && Modifier.isFinal(type.getModifiers()))
				|| type.getPackageName().equals("org.springframework.data.domain");
	}

	private static ResolvableType contained(ResolvableType owner, String name) {
		boolean element = name.startsWith("get") || name.startsWith("orElse");
		if (!element) {
			return ResolvableType.forClass(name.contains("ndex") || name.equals("size") ? int.class : boolean.class);
		}
		return (owner.toClass() == Optional.class) ? owner.getGeneric()
				: owner.as(Map.class.isAssignableFrom(owner.toClass()) ? Map.class : Collection.class)
					.getGeneric(Map.class.isAssignableFrom(owner.toClass()) ? 1 : 0);
	}

	/**
	 * Returns the type of what a method of a value returns. A static method such as
	 * {@code LocalDate.now()} may depend on more than the value.
	 */
	private static @Nullable ResolvableType returned(Class<?> type, String name, int arguments) {
		List<Method> methods = Stream.of(type.getMethods())
			.filter((method) -> method.getName().equals(name) && method.getParameterCount() == arguments)
			.filter((method) -> !method.isBridge())
			.toList();
		if (methods.isEmpty() || methods.stream()
			.anyMatch((method) -> Modifier.isStatic(method.getModifiers()) || method.getReturnType() == void.class)) {
			return null;
		}
		Set<Class<?>> types = Set.copyOf(methods.stream().map(Method::getReturnType).toList());
		return (types.size() == 1) ? ResolvableType.forMethodReturnType(methods.get(0))
				: ResolvableType.forClass(Object.class);
	}

	private static @Nullable ResolvableType component(Class<?> type, String name) {
		return Arrays.stream(type.getRecordComponents())
			.filter((component) -> component.getName().equals(name))
			.map(RecordComponent::getAccessor)
			.map(ResolvableType::forMethodReturnType)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns whether SpEL would call a getter for a property.
	 */
	private static boolean hasGetter(Class<?> type, String name) {
		return getters(name).stream().anyMatch((getter) -> ClassUtils.hasMethod(type, getter));
	}

	private static List<String> getters(String name) {
		return List.of("get" + StringUtils.capitalize(name), "is" + StringUtils.capitalize(name), "get" + name,
				"is" + name);
	}

}
