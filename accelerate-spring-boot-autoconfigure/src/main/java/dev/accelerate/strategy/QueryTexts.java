package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.PersistenceUnit.NamedQuery;
import dev.accelerate.sql.QueryEffects;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryRewriter;
import org.springframework.util.StringUtils;

/**
 * Query texts that a method declares, by annotation or by name.
 *
 * @param all the texts of the query and of its count query, unless they are derived from
 * the name of the method
 * @param effects what each of the texts does
 * @param named the texts that are declared by name, in a properties file or with JPA, or
 * an empty string
 * @param rewritten whether code of the application rewrites the query
 * @param sql whether the query is native
 * @param readOnly whether a query that is declared by name asks for read-only entities
 */
record QueryTexts(List<String> all, List<QueryEffects> effects, String named, boolean rewritten, boolean sql,
		boolean readOnly) {

	static QueryTexts of(Method method, Class<?> domainType, NamedQueryTexts namedQueries, PersistenceUnit unit) {
		Query query = AnnotatedElementUtils.findMergedAnnotation(method, Query.class);
		boolean sql = query != null && query.nativeQuery();
		String named = namedQueries.find(method, query, domainType);
		String namedCount = namedQueries.findCount(method, query, domainType);
		List<String> all = new ArrayList<>(Stream
			.of((query != null) ? query.value() : null, (query != null) ? query.countQuery() : null, named, namedCount)
			.filter(StringUtils::hasText)
			.map(Objects::requireNonNull)
			.toList());
		List<QueryEffects> effects = new ArrayList<>(
				all.stream().map((text) -> sql ? QueryEffects.ofSql(text) : QueryEffects.ofJpql(text)).toList());
		NamedQuery declared = null;
		if (query == null || !StringUtils.hasText(query.value())) {
			// The query may be declared with JPA's @NamedQuery.
			declared = unit.namedQuery(NamedQueryTexts.name(method, query, domainType));
			if (declared != null) {
				all.add(declared.text());
				effects.add(declared.effects());
			}
		}
		boolean rewritten = query != null && query.queryRewriter() != QueryRewriter.IdentityQueryRewriter.class;
		String byName = Stream.of(named, namedCount, (declared != null) ? declared.text() : null)
			.filter(Objects::nonNull)
			.collect(Collectors.joining("\n"));
		return new QueryTexts(List.copyOf(all), List.copyOf(effects), byName, rewritten, sql,
				declared != null && declared.readOnly());
	}

}
