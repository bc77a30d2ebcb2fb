package dev.accelerate.jpa.differential;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.context.ApplicationContext;
import org.springframework.core.GenericTypeResolver;
import org.springframework.data.domain.Example;
import org.springframework.data.repository.Repository;

/**
 * All methods of all repositories of an application that read.
 */
final class Reads {

	private static final String OWN = Reads.class.getPackageName() + ".";

	/**
	 * Beginnings of the names of the methods of Spring Data that write.
	 */
	private static final List<String> WRITES = List.of("save", "delete", "flush", "update");

	/**
	 * What is read of each of the many mappings.
	 */
	private static final Set<String> OF_MAPPINGS = Set.of("all", "loaded", "findById", "findAllById", "count",
			"findByNameIn", "findFirstByNameGreaterThanOrderByName", "findPageByNameNot");

	private Reads() {
	}

	static List<Read> of(ApplicationContext context) {
		List<Read> reads = new ArrayList<>();
		for (Object repository : context.getBeansOfType(Repository.class).values()) {
			Class<?> type = Arrays.stream(repository.getClass().getInterfaces())
				.filter((candidate) -> candidate.getName().startsWith("dev.accelerate."))
				.findFirst()
				.orElseThrow();
			Class<?> domain = Objects
				.requireNonNull(GenericTypeResolver.resolveTypeArguments(type, Repository.class))[0];
			methods(type).forEach((method) -> reads.add(new Read(type, repository, method, domain)));
		}
		reads.sort(Comparator.comparing((read) -> read.repositoryType().getName() + read.name()));
		return reads;
	}

	private static boolean isByExample(Method method) {
		return Arrays.asList(method.getParameterTypes()).contains(Example.class);
	}

	private static List<Method> methods(Class<?> type) {
		boolean own = type.getName().startsWith(OWN);
		Map<String, Method> methods = new TreeMap<>();
		for (Method method : type.getMethods()) {
			if (!method.isBridge() && WRITES.stream().noneMatch(method.getName()::startsWith)
					&& (own || OF_MAPPINGS.contains(method.getName()) && !isByExample(method))) {
				methods.merge(method.getName() + Arrays.toString(method.getParameterTypes()), method,
						(one, other) -> one.getReturnType().isAssignableFrom(other.getReturnType()) ? other : one);
			}
		}
		methods.values().forEach((method) -> method.setAccessible(true));
		return List.copyOf(methods.values());
	}

}
