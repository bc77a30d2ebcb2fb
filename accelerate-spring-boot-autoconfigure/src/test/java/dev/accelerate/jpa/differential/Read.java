package dev.accelerate.jpa.differential;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Method of a repository that reads.
 */
record Read(Class<?> repositoryType, Object repository, Method method, Class<?> domainType) {

	@Nullable Object call(@Nullable Object[] arguments) {
		try {
			return this.method.invoke(this.repository, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the name of the method with its repository and the types of its parameters.
	 */
	String name() {
		return this.repositoryType.getSimpleName() + "." + this.method.getName()
				+ Arrays.stream(this.method.getParameterTypes())
					.map(Class::getSimpleName)
					.collect(Collectors.joining(", ", "(", ")"));
	}

	@Override
	public String toString() {
		return name();
	}

}
