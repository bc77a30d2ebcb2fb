package dev.accelerate.strategy;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.core.NamedQueries;
import org.springframework.data.repository.core.support.PropertiesBasedNamedQueries;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Texts of the queries that are declared by name in Spring Data's properties files
 * ({@code jpa-named-queries.properties}). Queries that are declared with JPA's
 * {@code @NamedQuery} are not among them.
 */
public final class NamedQueryTexts {

	private final NamedQueries queries;

	private NamedQueryTexts(NamedQueries queries) {
		this.queries = queries;
	}

	/**
	 * Returns the texts of a repository. They are read by reflection, because its factory
	 * keeps them in a private field without a getter.
	 */
	public static NamedQueryTexts of(RepositoryFactoryBeanSupport<?, ?, ?> factory) {
		Field field = ReflectionUtils.findField(RepositoryFactoryBeanSupport.class, null, NamedQueries.class);
		if (field == null) {
			return new NamedQueryTexts(PropertiesBasedNamedQueries.EMPTY);
		}
		ReflectionUtils.makeAccessible(field);
		NamedQueries queries = (NamedQueries) ReflectionUtils.getField(field, factory);
		return new NamedQueryTexts((queries != null) ? queries : PropertiesBasedNamedQueries.EMPTY);
	}

	/**
	 * Returns the text of the query of a method.
	 * @param query its annotation, or {@code null} if it has none
	 * @return the text, or {@code null} if it is not declared by name
	 */
	@Nullable String find(Method method, @Nullable Query query, Class<?> domainType) {
		return find(name(method, query, domainType));
	}

	/**
	 * Returns the text of the count query of a method.
	 * @param query its annotation, or {@code null} if it has none
	 * @return the text, or {@code null} if it is not declared by name
	 */
	@Nullable String findCount(Method method, @Nullable Query query, Class<?> domainType) {
		return (query != null && StringUtils.hasText(query.countName())) ? find(query.countName())
				: find(name(method, query, domainType) + ".count");
	}

	private @Nullable String find(String name) {
		return this.queries.hasQuery(name) ? this.queries.getQuery(name) : null;
	}

	static String name(Method method, @Nullable Query query, Class<?> domainType) {
		return (query != null && StringUtils.hasText(query.name())) ? query.name()
				: domainType.getSimpleName() + "." + method.getName();
	}

}
