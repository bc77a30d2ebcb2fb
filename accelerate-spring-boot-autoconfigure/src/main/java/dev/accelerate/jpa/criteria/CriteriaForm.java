package dev.accelerate.jpa.criteria;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.accelerate.sql.QueryEffects;
import jakarta.persistence.metamodel.Attribute;
import org.hibernate.metamodel.model.domain.EmbeddableDomainType;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.SqmPathSource;
import org.hibernate.query.sqm.function.FunctionRenderer;
import org.hibernate.query.sqm.function.SqmFunctionDescriptor;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;
import org.hibernate.query.sqm.produce.function.ArgumentsValidator;
import org.hibernate.query.sqm.produce.function.FunctionReturnTypeResolver;
import org.hibernate.query.sqm.tree.SqmNode;
import org.hibernate.query.sqm.tree.expression.SqmFunction;
import org.hibernate.spi.NavigablePath;
import org.hibernate.type.BasicType;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.converter.spi.JpaAttributeConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Form of a criteria query: what its tree is made of, in a fixed order. Every node is
 * written with its class and all its fields, so that two queries have the same form only
 * if their trees are the same, values included. What refers to the mapping is written by
 * its name. Anything of Hibernate's that is not known here has no form.
 */
final class CriteriaForm {

	private static final String TREE = "org.hibernate.query.sqm.tree.";

	/**
	 * Fields of a class of nodes, in an order that is the same in every JVM. Parameters
	 * that were collected from the tree are left out, because they are in it, and their
	 * set has no order.
	 */
	private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {

		@Override
		protected List<Field> computeValue(Class<?> type) {
			List<Field> fields = new ArrayList<>();
			ReflectionUtils.doWithFields(type, (field) -> {
				field.setAccessible(true);
				fields.add(field);
			}, (field) -> !Modifier.isStatic(field.getModifiers()) && field.getType() != NodeBuilder.class
					&& !(field.getName().equals("parameters") && field.getType() == Set.class));
			fields.sort(Comparator.comparing((Field field) -> field.getDeclaringClass().getName())
				.thenComparing(Field::getName));
			return List.copyOf(fields);
		}

	};

	private final SqmFunctionRegistry functions;

	private final List<@Nullable Object> parts = new ArrayList<>();

	private final Map<Object, Integer> written = new IdentityHashMap<>();

	/**
	 * Numbers of generated aliases. Hibernate takes these from a counter of the JVM.
	 */
	private final Map<String, Integer> aliases = new HashMap<>();

	CriteriaForm(SqmFunctionRegistry functions) {
		this.functions = functions;
	}

	List<@Nullable Object> parts() {
		return this.parts;
	}

	/**
	 * Writes a part of a tree. Each form begins with its kind, so that no two sequences
	 * of parts have the same form.
	 */
	void write(@Nullable Object value) {
		if (value == null) {
			this.parts.add(null);
		}
		else if (value instanceof Enum<?> || value instanceof Class<?>) {
			add("value", value);
		}
		else if (value instanceof SqmNode || value instanceof NavigablePath
				|| value.getClass().getName().startsWith(TREE)) {
			writeOnce(value);
		}
		else if (value instanceof Map<?, ?> map) {
			add("map", map.size());
			map.forEach((key, mapped) -> {
				write(key);
				write(mapped);
			});
		}
		else if (value instanceof Collection<?> collection) {
			add((collection instanceof Set) ? "set" : "list", collection.size());
			collection.forEach(this::write);
		}
		else if (!writeMapped(value)) {
			writeValue(value);
		}
	}

	/**
	 * Writes a value that the application gave to the query.
	 */
	private void writeValue(Object value) {
		if (value.getClass().getName().startsWith("org.hibernate.")) {
			throw new IllegalArgumentException(value.getClass() + " has no form");
		}
		add("value", value);
	}

	private void writeOnce(Object node) {
		Integer number = this.written.putIfAbsent(node, this.written.size());
		if (number != null) {
			add("again", number);
		}
		else if (node instanceof NavigablePath path) {
			add("path", path.getClass().getName(), name(path.getLocalName()), name(path.getAlias()));
			write(path.getParent());
		}
		else {
			writeNode(node);
		}
	}

	private void writeNode(Object node) {
		if (node instanceof SqmFunction<?> function) {
			check(function);
		}
		add("node", node.getClass().getName());
		for (Field field : FIELDS.get(node.getClass())) {
			Object value = ReflectionUtils.getField(field, node);
			boolean ofFunction = node instanceof SqmFunction && isPartOfFunction(value);
			write(ofFunction ? null : value);
		}
	}

	/**
	 * Checks that a function is one that Hibernate knows by its name, and that it returns
	 * the same for the same arguments.
	 */
	private void check(SqmFunction<?> function) {
		String name = function.getFunctionName();
		if (function.getFunctionDescriptor() != this.functions.findFunctionDescriptor(name)
				|| !QueryEffects.isPureInJpql(name)) {
			throw new IllegalArgumentException("The function " + name + " is not known to be pure");
		}
	}

	/**
	 * Returns whether a value belongs to the function that its name stands for.
	 */
	private static boolean isPartOfFunction(@Nullable Object value) {
		return value instanceof SqmFunctionDescriptor || value instanceof FunctionRenderer
				|| value instanceof ArgumentsValidator || value instanceof FunctionReturnTypeResolver;
	}

	/**
	 * Writes a part of the mapping by its name.
	 * @return whether it is one
	 */
	private boolean writeMapped(Object value) {
		if (value instanceof EntityDomainType<?> entity) {
			add("entity", entity.getHibernateEntityName());
		}
		else if (value instanceof Attribute<?, ?> attribute) {
			add("attribute", attribute.getDeclaringType().getJavaType(), attribute.getName());
		}
		else if (value instanceof BasicType<?> type) {
			writeType(type);
		}
		else if (value instanceof EmbeddableDomainType<?> embeddable) {
			add("embeddable", embeddable.getClass().getName(), embeddable.getTypeName());
		}
		else if (value instanceof SqmPathSource<?> source) {
			add("source", source.getClass().getName(), source.getPathName(), source.getTypeName());
		}
		else {
			return false;
		}
		return true;
	}

	private void writeType(BasicType<?> type) {
		BasicValueConverter<?, ?> converter = type.getValueConverter();
		Class<?> converting = (converter instanceof JpaAttributeConverter<?, ?> jpa)
				? jpa.getConverterJavaType().getJavaTypeClass() : (converter != null) ? converter.getClass() : null;
		add("type", type.getClass().getName(), type.getName(), type.getJavaType(),
				type.getJdbcType().getClass().getName(), type.getJdbcType().getDefaultSqlTypeCode(), converting);
	}

	/**
	 * Returns a name without the number that Hibernate generated for it, or with a number
	 * that tells it from other names in the same query.
	 */
	private @Nullable String name(@Nullable String name) {
		if (name == null) {
			return null;
		}
		int begin = name.indexOf('(') + 1;
		int end = name.endsWith(")") ? name.length() - 1 : name.length();
		String alias = name.substring(begin, end);
		if (alias.isEmpty() || !alias.chars().allMatch(Character::isDigit)) {
			return name;
		}
		return name.substring(0, begin) + '#' + this.aliases.computeIfAbsent(alias, (unknown) -> this.aliases.size());
	}

	private void add(@Nullable Object... parts) {
		for (Object part : parts) {
			this.parts.add(part);
		}
	}

}
