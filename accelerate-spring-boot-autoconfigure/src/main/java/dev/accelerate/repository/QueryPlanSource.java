package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryPlan;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.signature.SignatureContributor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.util.ReflectionUtils;

/**
 * Source of the {@link QueryPlan plans} of a repository's methods. It is the only reader
 * of {@link CacheStrategy}, and refuses at startup what cannot be honoured: explicit
 * strategies with an exception, inherited ones by leaving the method uncached.
 */
public final class QueryPlanSource {

	private final boolean enabled;

	private final ArgumentEncoders encoders;

	private final List<SignatureContributor> contributors;

	private final QueryCacheListener listener;

	private final PlanReport report = new PlanReport();

	/**
	 * Create a source.
	 * @param enabled whether anything is to be cached
	 * @param encoders the encoders of arguments
	 * @param contributors what the answer of every query depends on besides
	 * @param listener the observer, who is told of every plan
	 */
	public QueryPlanSource(boolean enabled, ArgumentEncoders encoders, List<SignatureContributor> contributors,
			QueryCacheListener listener) {
		this.enabled = enabled;
		this.encoders = encoders;
		this.contributors = List.copyOf(contributors);
		this.listener = listener;
	}

	/**
	 * Return the methods of a repository, with the plans of those that are cached.
	 * @param repository the repository
	 * @param name the name of its bean
	 * @param unit the persistence unit it reads from
	 * @param namedQueries the texts of its queries that are declared by name
	 * @return its methods
	 * @throws RefusedStrategyException if a declared strategy cannot be honoured
	 */
	Map<Method, RepositoryMethod> methods(RepositoryInformation repository, String name, PersistenceUnit unit,
			NamedQueryTexts namedQueries) {
		Class<?> type = repository.getRepositoryInterface();
		if (this.enabled) {
			checkInterface(type);
		}
		RepositoryScope scope = new RepositoryScope(repository, name, unit, namedQueries);
		Map<Method, RepositoryMethod> methods = new HashMap<>();
		for (Method method : type.getMethods()) {
			if (!method.isBridge() && !ReflectionUtils.isObjectMethod(method)
					&& !Modifier.isStatic(method.getModifiers())) {
				QueryPlan plan = this.enabled ? plan(method, scope) : null;
				methods.put(method, new RepositoryMethod(plan, method.getReturnType() == Accelerated.class));
			}
		}
		return methods;
	}

	/**
	 * Return what has become of all strategies so far.
	 * @return the report
	 */
	PlanReport report() {
		return this.report;
	}

	private static void checkInterface(Class<?> type) {
		CacheStrategy strategy = AnnotatedElementUtils.findMergedAnnotation(type, CacheStrategy.class);
		Refusal refusal = (strategy != null) ? DeclaredStrategy.check(strategy) : null;
		if (refusal != null) {
			throw new RefusedStrategyException(type.getName(), refusal);
		}
	}

	private @Nullable QueryPlan plan(Method method, RepositoryScope scope) {
		Class<?> type = scope.repository().getRepositoryInterface();
		DeclaredStrategy strategy = DeclaredStrategy.of(method, type);
		if (strategy == null) {
			return null;
		}
		Refusal refusal = check(method, strategy, scope);
		if (refusal != null && strategy.explicit()) {
			throw new RefusedStrategyException(MethodDescription.full(method, type), refusal);
		}
		if (refusal != null) {
			this.report.left(MethodDescription.full(method, type), refusal.reason());
			return null;
		}
		QueryPlan.Id id = new QueryPlan.Id(type.getSimpleName(), method.getName());
		this.report.planned();
		this.listener.onPlan(id);
		String[] tags = strategy.annotation().tags();
		QuerySigner signer = new QuerySigner(
				MethodDescription.identity(method, type, scope.name()) + scope.eligibility().namedText(method),
				this.encoders, this.contributors);
		return new QueryPlan(id, strategy.explicit(), strategy.windows(),
				TagTemplates.of(tags, method, MethodDescription.full(method, type)), signer, scope.snapshotter(),
				scope.unit().state(scope.isOpaque(method, resultType(method, type))));
	}

	private @Nullable Refusal check(Method method, DeclaredStrategy strategy, RepositoryScope scope) {
		Class<?> type = scope.repository().getRepositoryInterface();
		Stream<Supplier<@Nullable Refusal>> checks = Stream.of(() -> DeclaredStrategy.check(strategy.annotation()),
				() -> scope.eligibility().check(method), () -> checkKind(method, strategy, scope),
				() -> TagTemplates.check(strategy.annotation().tags(), method), () -> checkParameters(method, type),
				() -> checkResult(method, type, scope), () -> checkHiddenDependency(scope.unit()));
		return checks.map(Supplier::get).filter(Objects::nonNull).findFirst().orElse(null);
	}

	private static @Nullable Refusal checkKind(Method method, DeclaredStrategy strategy, RepositoryScope scope) {
		if (!strategy.explicit() && !scope.eligibility().isQueryOrCrud(method)) {
			return Refusal.of("it is a default method or a fragment, which inherits no strategy");
		}
		return null;
	}

	private @Nullable Refusal checkParameters(Method method, Class<?> type) {
		for (int i = 0; i < method.getParameterCount(); i++) {
			ResolvableType parameter = ResolvableType.forMethodParameter(method, i, type);
			if (!this.encoders.supports(parameter)) {
				return new Refusal("no canonical form is known for its parameter of type " + parameter,
						"Declare an ArgumentEncoder bean for the type, or leave the method uncached");
			}
		}
		return null;
	}

	private static @Nullable Refusal checkResult(Method method, Class<?> type, RepositoryScope scope) {
		if (method.getReturnType() == void.class) {
			return Refusal.of("it returns nothing");
		}
		String reason = scope.resultTypes().whyUnsupported(resultType(method, type));
		return (reason != null) ? Refusal.of(reason) : null;
	}

	private @Nullable Refusal checkHiddenDependency(PersistenceUnit unit) {
		String dependency = unit.hiddenDependency();
		if (dependency == null || !this.contributors.isEmpty()) {
			return null;
		}
		return new Refusal("its answer depends on " + dependency + ", which is not part of the key",
				"Declare a SignatureContributor bean that contributes the current tenant or routing key");
	}

	private static ResolvableType resultType(Method method, Class<?> type) {
		ResolvableType declared = ResolvableType.forMethodReturnType(method, type);
		return (declared.toClass() == Accelerated.class) ? declared.getGeneric() : declared;
	}

}
