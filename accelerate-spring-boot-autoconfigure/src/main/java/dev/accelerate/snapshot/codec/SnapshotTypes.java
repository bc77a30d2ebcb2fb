package dev.accelerate.snapshot.codec;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import dev.accelerate.snapshot.EntitySnapshots;
import dev.accelerate.snapshot.MappedTypes;
import dev.accelerate.snapshot.ValueClasses;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * List of all classes and mappings that an encoded snapshot may name. It holds what the
 * mapping of each persistence unit names, and what the return types of cached methods
 * name. No class is ever looked up by a name that is not on the list.
 *
 * <p>
 * What is added is looked into when the list is first asked, so that it costs nothing at
 * startup where no store asks.
 */
public final class SnapshotTypes {

	/**
	 * Classes that say of what type a column or an item is. No instance of any of these
	 * is built for being named.
	 */
	private static final Map<String, Class<?>> COMMON = common();

	private final Map<String, Class<?>> named = new ConcurrentHashMap<>(COMMON);

	private final Set<Class<?>> values = ConcurrentHashMap.newKeySet();

	private final Set<Class<?>> attributeTypes = ConcurrentHashMap.newKeySet();

	private final Map<String, Set<Integer>> attributes = new ConcurrentHashMap<>();

	private final Set<String> roles = ConcurrentHashMap.newKeySet();

	private final Set<EntitySnapshots> units = ConcurrentHashMap.newKeySet();

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	private static Map<String, Class<?>> common() {
		Map<String, Class<?>> common = new HashMap<>();
		Stream<Class<?>> leaves = LeafEncodings.list().stream().map(LeafEncoding::type);
		Stream<Class<?>> others = Stream.of(Object.class, Number.class, Comparable.class, CharSequence.class,
				Serializable.class, Enum.class, Record.class, Void.class, Class.class, InetAddress.class,
				Temporal.class, Calendar.class, Collection.class, List.class, Set.class, Map.class, Optional.class,
				int.class, long.class, short.class, byte.class, char.class, boolean.class, double.class, float.class,
				void.class);
		Stream.concat(leaves, others)
			.filter((type) -> !type.isArray())
			.forEach((type) -> common.put(type.getName(), type));
		return common;
	}

	/**
	 * Adds what the results of a method may hold.
	 * @param entities the entities of its persistence unit
	 * @param result the type of its results
	 */
	public void add(EntitySnapshots entities, ResolvableType result) {
		if (this.units.add(entities)) {
			this.waiting.add(() -> addMapped(entities.mappedTypes()));
		}
		this.waiting.add(() -> {
			ValueClasses classes = new ValueClasses(entities::isEntity);
			classes.add(result);
			classes.found().forEach(this::addValue);
		});
	}

	private void addMapped(MappedTypes mapped) {
		mapped.attributes()
			.forEach(
					(entity, number) -> this.attributes.computeIfAbsent(entity, (name) -> ConcurrentHashMap.newKeySet())
						.add(number));
		this.roles.addAll(mapped.roles());
		mapped.entities().forEach((type) -> this.named.put(type.getName(), type));
		mapped.values().forEach(this::addValue);
		this.attributeTypes.addAll(mapped.values());
	}

	private void addValue(Class<?> type) {
		this.named.put(type.getName(), type);
		if (!type.isInterface() && !type.isEnum() && !Modifier.isAbstract(type.getModifiers())) {
			this.values.add(type);
		}
	}

	/**
	 * Returns the class of a name, or {@code null} if it is not on the list.
	 */
	@Nullable Class<?> named(String name) {
		settle();
		return this.named.get(name);
	}

	/**
	 * Returns whether instances of a class of the application may be built.
	 */
	boolean isValue(Class<?> type) {
		settle();
		return this.values.contains(type);
	}

	/**
	 * Returns whether attributes may have values of a class.
	 */
	boolean isAttributeType(Class<?> type) {
		settle();
		return this.attributeTypes.contains(type);
	}

	/**
	 * Returns whether there is an entity of a name.
	 */
	boolean isEntity(String name) {
		settle();
		return this.attributes.containsKey(name);
	}

	/**
	 * Returns whether an entity has a number of attributes.
	 */
	boolean hasAttributes(String entity, int number) {
		settle();
		return this.attributes.getOrDefault(entity, Set.of()).contains(number);
	}

	/**
	 * Returns whether there is a mapping of a collection.
	 */
	boolean isRole(String name) {
		settle();
		return this.roles.contains(name);
	}

	/**
	 * Looks into what has been added. Other threads wait, because an addition that is
	 * being looked into is not on the list yet.
	 */
	private void settle() {
		if (this.waiting.isEmpty()) {
			return;
		}
		synchronized (this.waiting) {
			for (Runnable next = this.waiting.peek(); next != null; next = this.waiting.peek()) {
				next.run();
				this.waiting.remove();
			}
		}
	}

}
