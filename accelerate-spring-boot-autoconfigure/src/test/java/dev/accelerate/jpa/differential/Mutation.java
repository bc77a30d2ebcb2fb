package dev.accelerate.jpa.differential;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.hibernate.collection.spi.PersistentIdentifierBag;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Change of an attribute of an entity, drawn at random: another value, a mutable value
 * changed in place, an association that ends, an element that goes or comes.
 */
final class Mutation {

	private final Draws draws;

	private final SessionFactoryImplementor factory;

	private final String unique;

	/**
	 * Creates a mutation.
	 * @param unique what makes a name different from all others, so that their order is
	 * certain
	 */
	Mutation(Draws draws, SessionFactoryImplementor factory, String unique) {
		this.draws = draws;
		this.factory = factory;
		this.unique = unique;
	}

	/**
	 * Draws an attribute that can be changed.
	 * @return its index in the properties of its entity, or -1
	 */
	static int attribute(Draws draws, EntityPersister persister, boolean onlyBasic) {
		List<Integer> candidates = new ArrayList<>();
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; i < types.length; i++) {
			boolean basic = !types[i].isAssociationType() && !types[i].isComponentType();
			if (i != persister.getVersionPropertyIndex() && !persister.getPropertyNames()[i].startsWith("_")
					&& (basic || !onlyBasic)) {
				candidates.add(i);
			}
		}
		return candidates.isEmpty() ? -1 : draws.from(candidates);
	}

	/**
	 * Changes an attribute.
	 * @return what was done
	 */
	String change(Object entity, EntityPersister persister, int attribute) {
		Object value = persister.getValue(entity, attribute);
		String name = persister.getPropertyNames()[attribute];
		Object changed = changed(value, persister.getPropertyTypes()[attribute]);
		if (name.equals("name")) {
			changed = changed + this.unique;
		}
		persister.setValue(entity, attribute, changed);
		return name;
	}

	private @Nullable Object changed(@Nullable Object value, Type type) {
		if (type instanceof CollectionType) {
			if (value instanceof PersistentIdentifierBag) {
				// Its identifiers would be others each time.
				return value;
			}
			if (value instanceof Map<?, ?> map) {
				changeMap(map);
			}
			else if (value instanceof Collection<?> collection) {
				changeCollection(collection);
			}
			return value;
		}
		if (type.isAssociationType()) {
			return null;
		}
		if (type instanceof CompositeType component && value != null) {
			Object[] values = component.getPropertyValues(value);
			int part = this.draws.between(0, values.length - 1);
			values[part] = changed(values[part], component.getSubtypes()[part]);
			return component.replacePropertyValues(value, values, null);
		}
		return basic(value, type.getReturnedClass());
	}

	@SuppressWarnings("unchecked")
	private void changeMap(Map<?, ?> map) {
		List<Object> keys = new ArrayList<>(map.keySet());
		keys.sort(Comparator.comparing(this::key));
		if (keys.isEmpty() || this.draws.onceIn(4)) {
			map.clear();
		}
		else if (map.get(keys.get(0)) instanceof String && this.draws.onceIn(2)) {
			((Map<Object, Object>) map).put(keys.get(0), "changed");
		}
		else {
			map.remove(keys.get(0));
		}
	}

	@SuppressWarnings("unchecked")
	private void changeCollection(Collection<?> collection) {
		List<Object> elements = new ArrayList<>(collection);
		if (!(collection instanceof List)) {
			elements.sort(Comparator.comparing(this::key));
		}
		if (!elements.isEmpty() && elements.get(0) instanceof String && this.draws.onceIn(2)) {
			((Collection<Object>) collection).add("changed");
		}
		else if (elements.isEmpty() || this.draws.onceIn(4)) {
			collection.clear();
		}
		else {
			collection.remove(elements.get(0));
		}
	}

	private String key(Object element) {
		return (this.factory.getMappingMetamodel()
			.findEntityDescriptor(org.hibernate.Hibernate.getClass(element)) != null)
					? String.valueOf(this.factory.getPersistenceUnitUtil().getIdentifier(element))
					: String.valueOf(element);
	}

	private @Nullable Object basic(@Nullable Object value, Class<?> type) {
		if (value instanceof Date date && this.draws.onceIn(2)) {
			date.setTime(date.getTime() + 1000);
			return date;
		}
		if (value instanceof byte[] bytes && bytes.length > 0 && this.draws.onceIn(2)) {
			bytes[0]++;
			return bytes;
		}
		if (value != null && !type.isPrimitive() && this.draws.onceIn(6)) {
			return null;
		}
		if (type == String.class) {
			return this.draws.text();
		}
		if (type.isEnum()) {
			return this.draws.from(List.of(type.getEnumConstants()));
		}
		return other(value, type, this.draws.between(1, 9));
	}

	private static @Nullable Object other(@Nullable Object value, Class<?> type, int number) {
		return switch (type.getSimpleName()) {
			case "Boolean", "boolean" -> !Boolean.TRUE.equals(value);
			case "Integer", "int" -> number;
			case "Long", "long" -> (long) number;
			case "Short", "short" -> (short) number;
			case "Double", "double" -> number / 10.0;
			case "BigDecimal" -> new BigDecimal(number + ".50");
			case "UUID" -> new UUID(7, number);
			case "LocalDate" -> LocalDate.of(1990, 1, number);
			case "LocalDateTime" -> LocalDateTime.of(1990, 1, number, 5, 0);
			case "Instant" -> Instant.ofEpochSecond(number);
			case "OffsetDateTime" -> OffsetDateTime.parse("1990-01-0" + number + "T10:00:00+01:00");
			case "Date" -> new Date(1000L * number);
			case "byte[]" -> new byte[] { (byte) number };
			case "String[]" -> new String[] { "changed", String.valueOf(number) };
			default -> value;
		};
	}

}
