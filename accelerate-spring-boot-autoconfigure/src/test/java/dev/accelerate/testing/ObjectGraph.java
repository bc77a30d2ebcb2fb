package dev.accelerate.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.UUID;

import org.hibernate.bytecode.enhance.spi.interceptor.BytecodeLazyAttributeInterceptor;
import org.hibernate.bytecode.enhance.spi.interceptor.EnhancementAsProxyLazinessInterceptor;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.PersistentAttributeInterceptor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.projection.TargetAware;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Everything that can be reached from a result, without loading anything lazy. Its
 * description tells two graphs apart that differ in a value, in what is loaded, or in
 * which parts are one and the same object.
 */
public final class ObjectGraph {

	private final Map<Object, Integer> numbers = new IdentityHashMap<>();

	private final StringBuilder description = new StringBuilder();

	private ObjectGraph() {
	}

	/**
	 * Return a description of a graph, a line for each value.
	 */
	public static String describe(Object root) {
		ObjectGraph graph = new ObjectGraph();
		graph.visit("result", root, 0);
		return graph.description.toString();
	}

	/**
	 * Return every object of a graph that somebody could change, by identity.
	 */
	public static Set<Object> mutableParts(Object root) {
		ObjectGraph graph = new ObjectGraph();
		graph.visit("result", root, 0);
		return graph.numbers.keySet();
	}

	/**
	 * Return the classes of the mutable objects that two graphs have in common.
	 */
	public static List<Class<?>> shared(Object one, Object other) {
		Set<Object> common = Collections.newSetFromMap(new IdentityHashMap<>());
		common.addAll(mutableParts(one));
		List<Class<?>> shared = new ArrayList<>();
		for (Object part : mutableParts(other)) {
			if (common.contains(part)) {
				shared.add(part.getClass());
			}
		}
		return shared;
	}

	private void visit(String name, Object reached, int depth) {
		Object value = unproxy(reached);
		if (value == null || isImmutable(value)) {
			line(depth, name + ": " + ((value != null) ? value.getClass().getName() + " " + value : "null"));
			return;
		}
		if (isFinalValue(value)) {
			Map<String, Object> parts = new LinkedHashMap<>();
			line(depth, name + ": " + partsOfFields(value, parts));
			parts.forEach((part, child) -> visit(part, child, depth + 1));
			return;
		}
		Integer known = this.numbers.get(value);
		if (known != null) {
			line(depth, name + ": see #" + known);
			return;
		}
		int number = this.numbers.size();
		this.numbers.put(value, number);
		Map<String, Object> parts = new LinkedHashMap<>();
		line(depth, name + ": #" + number + " " + parts(value, parts));
		parts.forEach((part, child) -> visit(part, child, depth + 1));
	}

	/**
	 * A proxy that is initialized is as good as what it stands for.
	 */
	private static Object unproxy(Object value) {
		LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
		return (initializer != null && !initializer.isUninitialized()) ? initializer.getImplementation() : value;
	}

	/**
	 * Collect the parts of an object and say what it is.
	 */
	private String parts(Object value, Map<String, Object> parts) {
		LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
		if (initializer != null) {
			this.numbers.put(initializer, -1);
			parts.put("id", initializer.getInternalIdentifier());
			return "proxy of " + initializer.getEntityName() + " without session: "
					+ (initializer.getSession() == null);
		}
		if (value instanceof PersistentAttributeInterceptable interceptable
				&& interceptable.$$_hibernate_getInterceptor() instanceof EnhancementAsProxyLazinessInterceptor lazy
				&& !lazy.isInitialized()) {
			// An enhanced entity needs no proxy, but one does as well.
			parts.put("id", lazy.getIdentifier());
			return "proxy of " + lazy.getEntityName() + " without session: " + (lazy.getLinkedSession() == null);
		}
		if (value instanceof PersistentCollection<?> collection) {
			return partsOfCollection(collection, parts);
		}
		if (value instanceof TargetAware) {
			return partsOfProjection(value, parts);
		}
		if (value instanceof Page<?> page) {
			parts.put("content", page.getContent());
			return "page " + page.getPageable() + " of " + page.getTotalElements();
		}
		if (value instanceof Optional<?> optional) {
			parts.put("value", optional.orElse(null));
			return "optional";
		}
		if (value instanceof Map<?, ?> map) {
			partsOfMap(map, parts);
			return "map";
		}
		if (value instanceof Collection<?> collection) {
			elements(collection, parts);
			return (collection instanceof List) ? "list" : "set";
		}
		if (value.getClass().isArray()) {
			for (int i = 0; i < Array.getLength(value); i++) {
				parts.put("[" + i + "]", Array.get(value, i));
			}
			return value.getClass().getSimpleName();
		}
		if (value.getClass().getName().startsWith("java.") || value instanceof TimeZone) {
			return value.getClass().getName() + " " + value;
		}
		return partsOfFields(value, parts);
	}

	private static String partsOfCollection(PersistentCollection<?> collection, Map<String, Object> parts) {
		AbstractPersistentCollection<?> state = (AbstractPersistentCollection<?>) collection;
		parts.put("key", collection.getKey());
		parts.put("owner", collection.getOwner());
		if (collection.wasInitialized()) {
			if (collection instanceof Map<?, ?> map) {
				partsOfMap(map, parts);
			}
			else {
				elements((Collection<?>) collection, parts);
			}
			parts.put("snapshot", collection.getStoredSnapshot());
		}
		return collection.getClass().getSimpleName() + " " + collection.getRole() + ", initialized: "
				+ collection.wasInitialized() + ", dirty: " + collection.isDirty() + ", queued: "
				+ collection.hasQueuedOperations() + ", without session: " + (state.getSession() == null);
	}

	private static String partsOfProjection(Object projection, Map<String, Object> parts) {
		Class<?> type = Arrays.stream(projection.getClass().getInterfaces())
			.filter((candidate) -> candidate.getName().startsWith("dev.accelerate."))
			.findFirst()
			.orElseThrow();
		Method[] getters = type.getMethods();
		Arrays.sort(getters, Comparator.comparing(Method::getName));
		for (Method getter : getters) {
			getter.setAccessible(true);
			parts.put(getter.getName(), ReflectionUtils.invokeMethod(getter, projection));
		}
		return "projection " + type.getName();
	}

	private static void partsOfMap(Map<?, ?> map, Map<String, Object> parts) {
		boolean sorted = map instanceof SortedMap || map instanceof LinkedHashMap;
		List<Object> keys = new ArrayList<>(map.keySet());
		if (!sorted) {
			keys.sort(Comparator.comparing(ObjectGraph::sortKey));
		}
		for (int i = 0; i < keys.size(); i++) {
			parts.put("key " + i, keys.get(i));
			parts.put("value " + i, map.get(keys.get(i)));
		}
	}

	private static void elements(Collection<?> collection, Map<String, Object> parts) {
		List<Object> elements = new ArrayList<>(collection);
		if (collection.getClass() == HashSet.class || collection.getClass() == PersistentSet.class) {
			elements.sort(Comparator.comparing(ObjectGraph::sortKey));
		}
		for (int i = 0; i < elements.size(); i++) {
			parts.put("[" + i + "]", elements.get(i));
		}
	}

	/**
	 * Sets that hash what has no hash of its own iterate in any order.
	 */
	private static String sortKey(Object element) {
		LazyInitializer initializer = HibernateProxy.extractLazyInitializer(element);
		if (initializer != null) {
			return String.valueOf(initializer.getInternalIdentifier());
		}
		Field id = ReflectionUtils.findField(element.getClass(), "id");
		if (id == null) {
			return element.toString();
		}
		id.setAccessible(true);
		return String.valueOf(ReflectionUtils.getField(id, element));
	}

	private static Object field(Object instance, String name) {
		Field field = ReflectionUtils.findField(instance.getClass(), name);
		Objects.requireNonNull(field).setAccessible(true);
		return ReflectionUtils.getField(field, instance);
	}

	private static String partsOfFields(Object value, Map<String, Object> parts) {
		for (Class<?> type = value.getClass(); type != Object.class && type != null; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers())
						&& !PersistentAttributeInterceptor.class.isAssignableFrom(field.getType())
						&& !field.getName().startsWith("$$_hibernate")) {
					field.setAccessible(true);
					parts.put(field.getName(), ReflectionUtils.getField(field, value));
				}
			}
		}
		return value.getClass().getName() + unloaded(value);
	}

	private static String unloaded(Object value) {
		if (!(value instanceof PersistentAttributeInterceptable interceptable)) {
			return "";
		}
		PersistentAttributeInterceptor interceptor = interceptable.$$_hibernate_getInterceptor();
		if (!(interceptor instanceof BytecodeLazyAttributeInterceptor lazy)) {
			return " with interceptor " + interceptor;
		}
		return " with " + lazy.getClass().getSimpleName() + ", unloaded: " + lazy.hasAnyUninitializedAttributes()
				+ ", loaded by hand: " + new TreeSet<>(lazy.getInitializedLazyAttributeNames());
	}

	private static boolean isImmutable(Object value) {
		Class<?> type = value.getClass();
		return ClassUtils.isPrimitiveOrWrapper(type) || value instanceof Enum || value instanceof String
				|| value instanceof Number || type.getName().startsWith("java.time.") || value instanceof Class
				|| value instanceof UUID || value instanceof Locale || value instanceof Currency
				|| value instanceof InetAddress || value instanceof Pageable || value == Optional.empty();
	}

	/**
	 * An instance of the application's own class may be shared if nobody can change it.
	 */
	private static boolean isFinalValue(Object value) {
		return value.getClass().getName().startsWith("dev.accelerate.")
				&& Arrays.stream(value.getClass().getDeclaredFields())
					.allMatch((field) -> Modifier.isFinal(field.getModifiers()))
				&& fieldsAreImmutable(value);
	}

	private static boolean fieldsAreImmutable(Object value) {
		if (HibernateProxy.extractLazyInitializer(value) != null || value instanceof TargetAware
				|| value.getClass().getSuperclass() != Record.class
						&& value.getClass().getSuperclass() != Object.class) {
			return false;
		}
		for (Field field : value.getClass().getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers())) {
				field.setAccessible(true);
				Object part = ReflectionUtils.getField(field, value);
				if (part != null && !isImmutable(part) && !isFinalValue(part)) {
					return false;
				}
			}
		}
		return true;
	}

	private void line(int depth, String text) {
		this.description.append("  ".repeat(depth)).append(text).append('\n');
	}

}
