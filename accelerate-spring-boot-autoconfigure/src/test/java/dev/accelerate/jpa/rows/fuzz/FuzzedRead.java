package dev.accelerate.jpa.rows.fuzz;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Cached method of a repository.
 *
 * @param name what it is called in reports
 * @param repository the repository
 * @param method the method
 * @param domainType the entity of the repository
 * @param ordered whether its query says in which order its rows are
 */
record FuzzedRead(String name, Object repository, Method method, Class<?> domainType, boolean ordered) {

	@Nullable Object call(@Nullable Object[] arguments) {
		try {
			return this.method.invoke(this.repository, arguments);
		}
		catch (InvocationTargetException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
