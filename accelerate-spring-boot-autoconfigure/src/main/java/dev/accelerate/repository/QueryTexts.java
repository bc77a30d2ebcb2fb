package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryRewriter;
import org.springframework.util.StringUtils;

/**
 * What a method declares of its query, by annotation or by name.
 *
 * @param all the texts of the query and of its count query, where they are not derived
 * from the name of the method
 * @param named the text that is declared by name in a properties file, or {@code null}
 * @param rewritten whether code of the application's own rewrites the query
 */
record QueryTexts(List<String> all, @Nullable String named, boolean rewritten) {

	static QueryTexts of(Method method, Class<?> domainType, NamedQueryTexts namedQueries) {
		Query query = AnnotatedElementUtils.findMergedAnnotation(method, Query.class);
		String named = namedQueries.find(method, query, domainType);
		List<String> all = Stream
			.of((query != null) ? query.value() : null, (query != null) ? query.countQuery() : null, named,
					namedQueries.findCount(method, query, domainType))
			.filter(StringUtils::hasText)
			.map(Objects::requireNonNull)
			.toList();
		boolean rewritten = query != null && query.queryRewriter() != QueryRewriter.IdentityQueryRewriter.class;
		return new QueryTexts(all, named, rewritten);
	}

}
