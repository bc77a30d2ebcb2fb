package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;

/**
 * Names of repository methods.
 */
public final class MethodIdentity {

	private MethodIdentity() {
	}

	/**
	 * Returns the name of a method as messages show it. It names the repository of the
	 * application, whichever interface declares the method.
	 */
	public static String full(Method method, Class<?> repository) {
		return repository.getName() + "." + method.getName()
				+ Arrays.stream(method.getParameterTypes())
					.map(Class::getSimpleName)
					.collect(Collectors.joining(", ", "(", ")"));
	}

	/**
	 * Returns what distinguishes a query from every other one, and is the same in every
	 * JVM: the repository and the name of its bean, the method, the text of its query and
	 * its entity graph.
	 */
	public static String identity(Method method, Class<?> repository, String beanName) {
		StringBuilder identity = new StringBuilder(beanName).append('\n').append(repository.getName()).append('\n');
		identity.append(method.getDeclaringClass().getName()).append('#').append(method.getName()).append('\n');
		for (Class<?> parameter : method.getParameterTypes()) {
			identity.append(parameter.getName()).append('\n');
		}
		identity.append(method.getGenericReturnType().getTypeName()).append('\n');
		Query query = AnnotatedElementUtils.findMergedAnnotation(method, Query.class);
		if (query != null) {
			identity.append("query\n").append(query.nativeQuery()).append('\n').append(query.name()).append('\n');
			identity.append(query.queryRewriter().getName()).append('\n');
			identity.append(query.value()).append('\n').append(query.countQuery()).append('\n');
			identity.append(query.countProjection()).append('\n').append(query.countName()).append('\n');
		}
		EntityGraph graph = AnnotatedElementUtils.findMergedAnnotation(method, EntityGraph.class);
		if (graph != null) {
			identity.append("graph\n").append(graph.type()).append('\n').append(graph.value()).append('\n');
			identity.append(String.join(",", graph.attributePaths())).append('\n');
		}
		return identity.toString();
	}

}
