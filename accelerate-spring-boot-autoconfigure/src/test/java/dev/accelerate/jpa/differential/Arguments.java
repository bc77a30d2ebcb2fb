package dev.accelerate.jpa.differential;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.accelerate.CacheOptions;
import dev.accelerate.jpa.differential.Fleet.Extent;
import dev.accelerate.jpa.differential.Fleet.Ship;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.PredicateSpecification;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.repository.query.FluentQuery;

/**
 * Arguments of reads, drawn by their types and names: values of the data, others, and
 * null.
 */
final class Arguments {

	/**
	 * The values of each attribute.
	 */
	private final Map<String, List<Object>> values;

	/**
	 * The identifiers of each entity.
	 */
	private final Map<Class<?>, List<Object>> identifiers;

	private final Criteria criteria;

	Arguments(Map<String, List<Object>> values, Map<Class<?>, List<Object>> identifiers) {
		this.values = values;
		this.identifiers = identifiers;
		this.criteria = new Criteria(values);
	}

	@Nullable Object[] draw(Read read, Draws draws) {
		Method method = read.method();
		@Nullable Object[] arguments = new Object[method.getParameterCount()];
		for (int i = 0; i < arguments.length; i++) {
			ResolvableType type = ResolvableType.forMethodParameter(method, i, read.repositoryType());
			arguments[i] = (!type.resolve(Object.class).isPrimitive() && draws.onceIn(12)) ? null
					: draw(read, type, method.getParameters()[i].getName(), draws);
		}
		return arguments;
	}

	private Object draw(Read read, ResolvableType type, String name, Draws draws) {
		Class<?> raw = type.resolve(Object.class);
		if (raw == Sort.class) {
			return sort(read, draws);
		}
		if (raw == Pageable.class || raw == PageRequest.class) {
			return (raw == Pageable.class && draws.onceIn(6)) ? Pageable.unpaged(sort(read, draws))
					: PageRequest.of(draws.between(0, 2), draws.between(1, 4), sort(read, draws));
		}
		if (raw == Limit.class) {
			return draws.onceIn(4) ? Limit.unlimited() : Limit.of(draws.between(1, 4));
		}
		if (ScrollPosition.class.isAssignableFrom(raw)) {
			return position(raw, draws);
		}
		if (raw == Class.class) {
			return draws.<Class<?>>from(List.of(Ship.class, Views.Flat.class, Views.Nested.class, Views.Plate.class,
					Views.Label.class, Views.WithDefault.class, Views.Open.class, Views.Strict.class));
		}
		if (raw == Example.class) {
			return this.criteria.example(read.domainType(), draws);
		}
		if (raw == Specification.class) {
			return this.criteria.specification(draws);
		}
		if (raw == PredicateSpecification.class) {
			return this.criteria.predicateSpecification(draws);
		}
		if (raw == Function.class) {
			return (Function<FluentQuery.FetchableFluentQuery<?>, ?>) FluentQuery.FetchableFluentQuery::all;
		}
		if (raw == Supplier.class) {
			String text = draws.text();
			return (Supplier<String>) () -> text;
		}
		if (raw == CacheOptions.class) {
			return CacheOptions.ofTtl(60);
		}
		if (raw == Iterable.class && name.equals("ids")) {
			return several(raw, Object.class, draws, () -> identifier(read.domainType(), draws));
		}
		if (name.equals("id")
				&& (raw == Object.class || !raw.getName().startsWith("dev.accelerate.jpa.differential."))) {
			return identifier(read.domainType(), draws);
		}
		if (raw.isArray() && raw != byte[].class) {
			return several(raw, raw.getComponentType(), draws, () -> value(raw.getComponentType(), name, draws));
		}
		if (Iterable.class.isAssignableFrom(raw)) {
			Class<?> element = type.as(Iterable.class).getGeneric().resolve(Object.class);
			return several(raw, element, draws, () -> value(element, name, draws));
		}
		return value(raw, name, draws);
	}

	private static Object several(Class<?> container, Class<?> element, Draws draws, Supplier<Object> value) {
		List<Object> elements = new ArrayList<>();
		for (int i = draws.between(0, 3); i > 0; i--) {
			elements.add(value.get());
		}
		if (container.isArray()) {
			Object array = Array.newInstance(element, elements.size());
			for (int i = 0; i < elements.size(); i++) {
				Array.set(array, i, elements.get(i));
			}
			return array;
		}
		return (container == Set.class) ? new LinkedHashSet<>(elements) : elements;
	}

	private Object value(Class<?> type, String name, Draws draws) {
		if (Fleet.Named.class.isAssignableFrom(type)) {
			Fleet.Named entity = (Fleet.Named) org.springframework.beans.BeanUtils.instantiateClass(type);
			entity.id = (Long) identifier(type, draws);
			if (entity instanceof Fleet.Port port) {
				port.version = 0;
			}
			return entity;
		}
		if (type == Extent.class) {
			Extent extent = new Extent();
			extent.beam = draws.between(0, 2);
			extent.draft = draws.between(0, 2);
			return extent;
		}
		if (type == Views.Plate.class) {
			return new Views.Plate((String) value(String.class, "name", draws),
					(String) value(String.class, "code", draws));
		}
		if (name.equals("part")) {
			String part = (String) value(String.class, "name", draws);
			return part.substring(0, Math.min(part.length(), 1));
		}
		if (name.equals("pattern")) {
			return draws.from(List.of("%a%", "a_", "_%", "%", "a%b"));
		}
		if (name.equals("count")) {
			return (long) draws.between(0, 2);
		}
		List<Object> known = this.values.get(name.replaceAll("(\\d|s)$", ""));
		if (known == null) {
			known = java.util.Objects.requireNonNull(this.values.get(name), name);
		}
		Object value = (type == String.class && draws.onceIn(5)) ? draws.text() : draws.from(known);
		return (value instanceof Date date) ? date.clone() : (value instanceof byte[] bytes) ? bytes.clone() : value;
	}

	private Object identifier(Class<?> entity, Draws draws) {
		List<Object> known = this.identifiers.getOrDefault(entity, List.of());
		return (known.isEmpty() || known.get(0) instanceof Long && draws.onceIn(6)) ? (Object) 77L : draws.from(known);
	}

	private static Sort sort(Read read, Draws draws) {
		if (draws.onceIn(4)) {
			return Sort.unsorted();
		}
		List<String> attributes = (read.domainType() == Ship.class)
				? List.of("name", "code", "grade", "tonnage", "port.name", "extent.beam") : List.of("name");
		Sort sort = Sort.by(draws.from(attributes));
		Sort directed = draws.onceIn(2) ? sort.descending() : sort;
		return Fleet.Named.class.isAssignableFrom(read.domainType()) ? directed.and(Sort.by("id")) : directed;
	}

	private static ScrollPosition position(Class<?> type, Draws draws) {
		Map<String, Object> keys = new HashMap<>(Map.of("id", (long) draws.between(1, 9)));
		List<ScrollPosition> keysets = List.of(ScrollPosition.keyset(), ScrollPosition.forward(keys),
				ScrollPosition.backward(keys));
		List<ScrollPosition> offsets = List.of(ScrollPosition.offset(), ScrollPosition.offset(draws.between(0, 4)));
		return (type == KeysetScrollPosition.class || type != OffsetScrollPosition.class && draws.onceIn(2))
				? draws.from(keysets) : draws.from(offsets);
	}

	/**
	 * Returns a short form of arguments for a report.
	 */
	static String text(@Nullable Object[] arguments) {
		List<String> texts = new ArrayList<>();
		for (Object argument : arguments) {
			String text = (argument instanceof Object[] || argument instanceof Collection<?>)
					? org.springframework.util.ObjectUtils.nullSafeConciseToString(argument)
					: org.springframework.util.ObjectUtils.nullSafeToString(argument);
			texts.add(text.replaceAll("@[0-9a-f]+", ""));
		}
		return texts.toString();
	}

}
