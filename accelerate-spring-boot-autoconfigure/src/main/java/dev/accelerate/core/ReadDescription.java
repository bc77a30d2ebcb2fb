package dev.accelerate.core;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * What is known of a method that Spring Data implements, before it is called.
 *
 * @param method the method
 * @param domainType the entity of its repository
 * @param result the type of its results
 * @param query the text of its query in HQL or JPQL, or {@code null} if it has none
 * @param derived whether its query is derived from its name; if not, Spring Data has code
 * for it
 */
public record ReadDescription(Method method, Class<?> domainType, ResolvableType result, @Nullable String query,
		boolean derived) {
}
