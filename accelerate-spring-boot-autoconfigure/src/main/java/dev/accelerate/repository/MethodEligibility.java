package dev.accelerate.repository;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.query.Procedure;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.util.StringUtils;

/**
 * Kind of a repository method, and whether that kind can be cached.
 */
final class MethodEligibility {

	/**
	 * Reads among the methods that every repository inherits.
	 */
	private static final Set<String> READS = Set.of("findById", "findAll", "findAllById", "findOne", "existsById",
			"exists", "count");

	private static final Pattern DERIVED_DELETE = Pattern.compile("^(?:delete|remove)(?:\\p{Lu}.*?)??By\\p{Lu}?.*");

	private final RepositoryInformation repository;

	MethodEligibility(RepositoryInformation repository) {
		this.repository = repository;
	}

	/**
	 * Return whether the text of the query, or Spring Data, is all there is to the
	 * method.
	 */
	boolean isQueryOrCrud(Method method) {
		return this.repository.isQueryMethod(method) || isCrud(method);
	}

	private boolean isCrud(Method method) {
		return this.repository.isBaseClassMethod(method) && this.repository.getTargetClassMethod(method)
			.getDeclaringClass()
			.getName()
			.startsWith("org.springframework.data.");
	}

	/**
	 * Say why a method cannot be cached, going by its kind.
	 * @return the refusal, or {@code null} if it can be
	 */
	@Nullable Refusal check(Method method) {
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
		Query query = AnnotatedElementUtils.findMergedAnnotation(method, Query.class);
		if (query == null) {
			return (this.repository.isQueryMethod(method) && DERIVED_DELETE.matcher(method.getName()).matches())
					? Refusal.of("it deletes") : null;
		}
		return checkExpressions(method, query);
	}

	private @Nullable Refusal checkExpressions(Method method, Query query) {
		ParameterNames parameters = ParameterNames.of(method);
		for (String text : new String[] { query.value(), query.countQuery() }) {
			String hidden = StringUtils.hasText(text) ? QueryExpressions.firstHidden(text, parameters) : null;
			if (hidden != null) {
				return new Refusal("the expression " + hidden + " in its query reads more than the arguments",
						"Pass what it reads as a parameter, so that it becomes part of the key");
			}
		}
		return null;
	}

	private static boolean isAnnotated(Method method, Class<? extends Annotation> annotation) {
		return AnnotatedElementUtils.hasAnnotation(method, annotation);
	}

}
