package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheOptions;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.CachedMethods;
import dev.accelerate.invalidation.Tags;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.RepositoryDefinition;

/**
 * {@link CachedMethods} of all repositories that share a cache, those of child contexts
 * included.
 */
public final class PlannedMethods implements CachedMethods {

	private final Collection<OfContext> contexts = new CopyOnWriteArrayList<>();

	/**
	 * Returns the methods of one more application context.
	 */
	OfContext add() {
		OfContext context = new OfContext();
		this.contexts.add(context);
		return context;
	}

	/**
	 * Forgets the methods of a context that is closed.
	 */
	void remove(OfContext context) {
		this.contexts.remove(context);
	}

	@Override
	public Tags tag(Class<?> repository, String method) {
		if (!isRepository(repository)) {
			throw new AccelerateException(ErrorCode.P6005,
					"invalidateMethod takes the interface of a repository, but " + repository.getName() + " is none");
		}
		boolean known = false;
		Set<String> cached = new TreeSet<>();
		for (OfContext context : this.contexts) {
			known |= context.knows(repository);
			cached.addAll(context.cached(repository));
		}
		if (!known && AnnotatedElementUtils.isAnnotated(repository, NoRepositoryBean.class)) {
			throw new AccelerateException(ErrorCode.P6005,
					repository.getName() + " has no results of its own, since it is a @NoRepositoryBean. "
							+ "Give invalidateMethod a repository that extends it. Those known here: "
							+ listed(extending(repository)));
		}
		if (!cached.contains(method) && !isCachedElsewhere(repository, method, known)) {
			throw new AccelerateException(ErrorCode.P6005, repository.getName() + " has no cached method '" + method
					+ "', given to invalidateMethod. Those that it has: " + listed(cached));
		}
		return Tags.ofMethod(repository.getName(), method);
	}

	private static String listed(Set<String> names) {
		return names.isEmpty() ? "none" : String.join(", ", names);
	}

	private Set<String> extending(Class<?> type) {
		Set<String> names = new TreeSet<>();
		this.contexts.forEach((context) -> context.addExtending(type, names));
		return names;
	}

	private static boolean isRepository(Class<?> type) {
		return type.isInterface() && (Repository.class.isAssignableFrom(type)
				|| AnnotatedElementUtils.hasAnnotation(type, RepositoryDefinition.class));
	}

	/**
	 * Returns whether another node may have cached results of a method of which this one
	 * knows none: of a repository that has not been created here, or of a read that was
	 * only called with options of the call, and not here.
	 */
	private boolean isCachedElsewhere(Class<?> repository, String method, boolean known) {
		return RepositoryScope.candidates(repository)
			.stream()
			.anyMatch((candidate) -> candidate.getName().equals(method))
				&& (!known || this.contexts.stream().anyMatch((context) -> context.mayCache(repository, method)));
	}

	/**
	 * Methods of one application context.
	 */
	static final class OfContext {

		private final Map<Class<?>, OfRepository> repositories = new HashMap<>();

		/**
		 * Adds a repository.
		 */
		synchronized void opened(RepositoryScope scope) {
			this.repositories.put(scope.repository().getRepositoryInterface(),
					new OfRepository(scope, new TreeSet<>()));
		}

		/**
		 * Adds a method whose results are cached.
		 */
		synchronized void planned(Class<?> repository, String method) {
			OfRepository known = this.repositories.get(repository);
			if (known != null) {
				known.cached().add(method);
			}
		}

		private synchronized boolean knows(Class<?> repository) {
			return this.repositories.containsKey(repository);
		}

		private synchronized void addExtending(Class<?> type, Set<String> names) {
			this.repositories.keySet()
				.stream()
				.filter(type::isAssignableFrom)
				.forEach((repository) -> names.add(repository.getName()));
		}

		private synchronized Set<String> cached(Class<?> repository) {
			OfRepository known = this.repositories.get(repository);
			return (known != null) ? Set.copyOf(known.cached()) : Set.of();
		}

		/**
		 * Returns whether calls with options of their own may be cached.
		 */
		private synchronized boolean mayCache(Class<?> repository, String method) {
			OfRepository known = this.repositories.get(repository);
			return known != null && RepositoryScope.candidates(repository)
				.stream()
				.anyMatch((candidate) -> candidate.getName().equals(method) && mayCache(candidate, known.scope()));
		}

		private static boolean mayCache(Method method, RepositoryScope scope) {
			boolean takesOptions = Arrays.asList(method.getParameterTypes()).contains(CacheOptions.class);
			return scope.methodKind().checkRead(method) == null
					&& (takesOptions || !scope.methodKind().isOwnCode(method));
		}

	}

	/**
	 * Methods of one repository.
	 *
	 * @param scope the repository
	 * @param cached the names of those whose results are cached
	 */
	private record OfRepository(RepositoryScope scope, Set<String> cached) {
	}

}
