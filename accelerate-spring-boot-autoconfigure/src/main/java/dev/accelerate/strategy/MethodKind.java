package dev.accelerate.strategy;

import java.lang.annotation.Annotation;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.sql.QueryEffects;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.Generated;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.aot.AotRepositoryFragmentSupport;
import org.springframework.data.jpa.repository.query.Procedure;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFragment;

/**
 * Classifies the methods of one repository, and decides whether each kind can be cached.
 */
public final class MethodKind {

	/**
	 * Reads among the methods that every repository inherits.
	 */
	private static final Set<String> READS = Set.of("findById", "findAll", "findAllById", "findOne", "existsById",
			"exists", "count");

	private static final Pattern DERIVED_DELETE = Pattern.compile("^(?:delete|remove)(?:\\p{Lu}.*?)??By\\p{Lu}?.*");

	private final RepositoryInformation repository;

	private final NamedQueryTexts namedQueries;

	private final PersistenceUnit unit;

	/**
	 * Texts of the queries found so far. They are needed several times per method.
	 */
	private final Map<Method, QueryTexts> texts = new ConcurrentHashMap<>();

	MethodKind(RepositoryInformation repository, NamedQueryTexts namedQueries, PersistenceUnit unit) {
		this.repository = repository;
		this.namedQueries = namedQueries;
		this.unit = unit;
	}

	/**
	 * Returns whether Spring Data makes the query of a method. It does so during each
	 * call, or ahead of time. Then the class that it generates counts as a fragment.
	 */
	private boolean isQuery(Method method) {
		return this.repository.isQueryMethod(method) || isGenerated(implementation(method));
	}

	private static boolean isGenerated(Class<?> fragment) {
		return AotRepositoryFragmentSupport.class.isAssignableFrom(fragment)
				&& fragment.isAnnotationPresent(Generated.class);
	}

	/**
	 * Returns whether a method is nothing but its query, or is implemented by Spring
	 * Data. No code of the application runs in it, not even to rewrite the query.
	 */
	boolean isQueryOrCrud(Method method) {
		return (isQuery(method) && !texts(method).rewritten()) || isCrud(method);
	}

	/**
	 * Returns whether a method is implemented by Spring Data itself, in the base class of
	 * the repository or in a fragment.
	 */
	boolean isCrud(Method method) {
		return !isQuery(method) && isOfSpringData(method);
	}

	/**
	 * Returns whether a method is code of the application, which may read or write. The
	 * implementation decides, and not the declaration, because a base class or a fragment
	 * of the application may implement what Spring Data declares.
	 */
	boolean isOwnCode(Method method) {
		return !isQuery(method) && !isOfSpringData(method);
	}

	private boolean isOfSpringData(Method method) {
		return implementation(method).getName().startsWith("org.springframework.data.");
	}

	private Class<?> implementation(Method method) {
		return this.repository.getFragments()
			.stream()
			.filter((fragment) -> fragment.hasMethod(method))
			.findFirst()
			.flatMap(RepositoryFragment::getImplementationClass)
			.orElseGet(() -> this.repository.getTargetClassMethod(method).getDeclaringClass());
	}

	/**
	 * Returns whether something other than the database may read what the arguments hold:
	 * code of the application, or an expression in the query.
	 */
	boolean readsArgumentsInside(Method method) {
		return !isQueryOrCrud(method) || texts(method).all().stream().anyMatch((text) -> text.contains("#{"));
	}

	/**
	 * Returns whether the name and the types of a method tell which entities it reads. A
	 * query that is written out may name any entity, and so may a specification.
	 */
	boolean isToldByTypes(Method method) {
		return isQueryOrCrud(method) && texts(method).all().isEmpty()
				&& Arrays.stream(method.getParameterTypes())
					.noneMatch((parameter) -> parameter.getName().endsWith("Specification")
							|| parameter.getName().endsWith("Predicate"));
	}

	/**
	 * Returns the text of the query that a method declares in HQL or JPQL, or
	 * {@code null} if there is none, or another or further one, as for a count.
	 */
	@Nullable String onlyQuery(Method method) {
		if (!isQuery(method) || isCrud(method)) {
			return null;
		}
		QueryTexts texts = texts(method);
		Query query = AnnotatedElementUtils.findMergedAnnotation(method, Query.class);
		return (query != null && texts.all().equals(List.of(query.value())) && !texts.sql() && !texts.rewritten()
				&& texts.named().isEmpty()) ? query.value() : null;
	}

	/**
	 * Returns the types of results of the queries that Spring Data runs for a method of
	 * its own. A specification can ask for them.
	 */
	Set<Class<?>> resultsOfQueries(Method method) {
		return switch (method.getName()) {
			case "count" -> Set.of(Long.class);
			case "exists" -> Set.of(Integer.class);
			default -> List.of(method.getParameterTypes()).contains(Pageable.class)
					? Set.of(this.repository.getDomainType(), Long.class) : Set.of(this.repository.getDomainType());
		};
	}

	/**
	 * Returns whether the type of the result is an argument of the call, and so is known
	 * only during the call.
	 */
	boolean isDynamicProjection(Method method) {
		if (!isQueryOrCrud(method)) {
			return false;
		}
		List<TypeVariable<Method>> variables = List.of(method.getTypeParameters());
		return Arrays.stream(method.getGenericParameterTypes())
			.anyMatch((parameter) -> parameter instanceof ParameterizedType type && type.getRawType() == Class.class
					&& type.getActualTypeArguments()[0] instanceof TypeVariable<?> variable
					&& variables.contains(variable) && isPartOf(variable, method.getGenericReturnType()));
	}

	private static boolean isPartOf(TypeVariable<?> variable, Type type) {
		if (type instanceof ParameterizedType parameterized) {
			return Arrays.stream(parameterized.getActualTypeArguments())
				.anyMatch((argument) -> isPartOf(variable, argument));
		}
		if (type instanceof GenericArrayType array) {
			return isPartOf(variable, array.getGenericComponentType());
		}
		if (type instanceof WildcardType wildcard) {
			return Arrays.stream(wildcard.getUpperBounds()).anyMatch((bound) -> isPartOf(variable, bound));
		}
		return type.equals(variable);
	}

	/**
	 * Returns the texts of a query that are declared by name, in a properties file or
	 * with JPA, as a part of its identity, or an empty string for any other query.
	 */
	String namedText(Method method) {
		return texts(method).named();
	}

	/**
	 * Explains why a method is not a mere read.
	 * @return the refusal, or {@code null} if it may be a read
	 */
	@Nullable Refusal checkRead(Method method) {
		if (isAnnotated(method, Modifying.class)) {
			return Refusal.of("it writes (@Modifying)");
		}
		if (isAnnotated(method, Lock.class)) {
			return Refusal.of("it locks what it reads (@Lock), which needs the database");
		}
		if (isAnnotated(method, Procedure.class)) {
			return Refusal.of("it calls a procedure, which may write");
		}
		if (isCrud(method)) {
			return READS.contains(method.getName()) ? null
					: Refusal.of("it is not a read of the repository, or returns no result of its own");
		}
		if (isQuery(method) && texts(method).all().isEmpty() && DERIVED_DELETE.matcher(method.getName()).matches()) {
			return Refusal.of("it deletes");
		}
		if (method.getReturnType() == void.class) {
			return Refusal.of("it returns nothing");
		}
		return isQuery(method) ? checkEffects(texts(method).effects()) : null;
	}

	private static @Nullable Refusal checkEffects(List<QueryEffects> queries) {
		for (QueryEffects query : queries) {
			switch (query.effect()) {
				case LOCKS -> {
					return Refusal.of("its query locks what it reads, which needs the database");
				}
				case WRITES -> {
					return Refusal.of("its query writes");
				}
				case CALLS -> {
					return Refusal.of("its query calls a procedure, which may write");
				}
				case UNKNOWN -> {
					return Refusal.of("its query may write, judging by its text");
				}
				default -> {
				}
			}
		}
		return null;
	}

	/**
	 * Returns a function or keyword in a query that may return a different value each
	 * time, or may have an effect.
	 * @return the name of the function or keyword, or {@code null} if there is none
	 */
	@Nullable String varying(Method method) {
		return isQuery(method) ? texts(method).effects()
			.stream()
			.map(QueryEffects::varying)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null) : null;
	}

	/**
	 * Explains why a method cannot inherit a strategy, though it could have one of its
	 * own.
	 * @return the refusal, or {@code null} if it can
	 */
	@Nullable Refusal checkInherited(Method method) {
		if (!isQueryOrCrud(method)) {
			return Refusal.of("it is a default method or a fragment, which inherits no strategy");
		}
		String varying = varying(method);
		if (varying != null) {
			return Refusal
				.of("its query calls " + varying + ", which may answer differently each time or have an effect");
		}
		if (isQuery(method) && texts(method).effects().stream().anyMatch((query) -> !query.namesTable())) {
			return Refusal.of("its query names no table, so nothing shows when its answer changes");
		}
		return null;
	}

	/**
	 * Returns whether the query of a method, as it is declared by name, asks for
	 * read-only entities.
	 */
	boolean asksForReadOnlyEntities(Method method) {
		return isQuery(method) && texts(method).readOnly();
	}

	/**
	 * Returns whether a method is known to read and to do nothing else, so that it may
	 * run in a read-only transaction.
	 */
	public boolean isKnownRead(Method method) {
		return isQueryOrCrud(method) && checkRead(method) == null && varying(method) == null;
	}

	private QueryTexts texts(Method method) {
		return this.texts.computeIfAbsent(method,
				(unknown) -> QueryTexts.of(unknown, this.repository.getDomainType(), this.namedQueries, this.unit));
	}

	/**
	 * Explains why the expressions in a query make its result depend on more than the
	 * key.
	 * @param method the method
	 * @param described whether the application itself encodes arguments of a type
	 * @return the refusal, or {@code null} if they do not
	 */
	@Nullable Refusal checkExpressions(Method method, Predicate<Class<?>> described) {
		if (!isQuery(method)) {
			return null;
		}
		for (String text : texts(method).all()) {
			String unkeyed = QueryExpressionCheck.firstUnkeyed(text, method, this.repository.getRepositoryInterface(),
					described);
			if (unkeyed != null) {
				return new Refusal("the expression " + unkeyed + " in its query reads more than the arguments",
						"Pass what it reads as a parameter, so that it becomes part of the key");
			}
		}
		return null;
	}

	private static boolean isAnnotated(Method method, Class<? extends Annotation> annotation) {
		return AnnotatedElementUtils.hasAnnotation(method, annotation);
	}

}
