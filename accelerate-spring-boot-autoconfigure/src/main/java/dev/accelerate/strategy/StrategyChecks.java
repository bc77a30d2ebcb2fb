package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStrategy;
import dev.accelerate.beans.MissedBeanFinder;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.UnkeyedDependency;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.ArgumentParts;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Checks of whether a method can be cached, and of how its strategy is written.
 */
final class StrategyChecks {

	private static final Set<Class<?>> FUTURES = Set.of(Future.class, CompletableFuture.class);

	private final int maximumTags;

	private final ArgumentEncoders encoders;

	private final boolean contributed;

	private final ConfigurableListableBeanFactory beans;

	private final MissedBeanFinder missed;

	/**
	 * Creates the checks of an application.
	 * @param maximumTags how many tags a strategy may have
	 * @param encoders the encoders of arguments
	 * @param contributed whether the application itself declares what else answers depend
	 * on
	 * @param beans the beans that conditions and tags may refer to
	 * @param missed the beans that could not be followed
	 */
	StrategyChecks(int maximumTags, ArgumentEncoders encoders, boolean contributed,
			ConfigurableListableBeanFactory beans, MissedBeanFinder missed) {
		this.maximumTags = maximumTags;
		this.encoders = encoders;
		this.contributed = contributed;
		this.beans = beans;
		this.missed = missed;
	}

	/**
	 * Explains why a strategy cannot be honoured, or returns {@code null} if it can.
	 */
	@Nullable Refusal check(Method method, DeclaredStrategy strategy, RepositoryScope scope) {
		return firstOf(Stream.of(() -> strategy.check(this.maximumTags), () -> scope.methodKind().checkRead(method),
				() -> checkSecurity(method, scope), () -> checkKind(method, strategy, scope),
				() -> TagTemplateResolver.check(strategy.tags(), method, this.beans),
				() -> ExpressionCondition.check(strategy, method, this.beans), () -> checkParameters(method, scope),
				() -> checkExpressions(method, scope), () -> checkResult(method, scope),
				() -> checkHiddenDependency(scope.unit()), this::checkMissed, () -> checkTracking(scope.unit()),
				() -> PlannedTablesFactory.check(strategy, scope)));
	}

	/**
	 * Explains why a call cannot have options of its own, or returns {@code null} if it
	 * can.
	 */
	@Nullable Refusal checkOnDemand(Method method, RepositoryScope scope) {
		return firstOf(Stream.of(() -> scope.methodKind().checkRead(method), () -> checkSecurity(method, scope),
				() -> checkParameters(method, scope), () -> checkExpressions(method, scope),
				() -> checkResult(method, scope), () -> checkHiddenDependency(scope.unit()), this::checkMissed,
				() -> checkTracking(scope.unit())));
	}

	/**
	 * Explains why a method cannot take options, or returns {@code null} if it can or
	 * takes none.
	 */
	@Nullable Refusal checkOptions(Method method, RepositoryScope scope) {
		int parameters = Collections.frequency(Arrays.asList(method.getParameterTypes()), CacheOptions.class);
		if (parameters > 1) {
			return new Refusal("it has two parameters of type CacheOptions", "Leave one of them out");
		}
		Refusal refusal = (parameters == 1) ? checkOnDemand(method, scope) : null;
		return (refusal != null) ? new Refusal("it takes CacheOptions, but " + refusal.reason(),
				refusal.orElse("Remove the parameter of type CacheOptions").remedy()) : null;
	}

	/**
	 * Explains what is wrong with the strategy of an interface as its methods inherit it,
	 * or returns {@code null} if nothing is. Attributes that properties replace or switch
	 * off are not checked. If no method can inherit the strategy, it is checked by
	 * itself.
	 */
	@Nullable Refusal checkInterface(List<Method> methods, RepositoryScope scope, ConfiguredStrategies configured) {
		CacheStrategy annotation = scope.strategy();
		Refusal alone = (annotation != null) ? DeclaredStrategy.check(annotation, this.maximumTags) : null;
		if (alone == null) {
			return null;
		}
		List<Method> heirs = methods.stream()
			.filter((method) -> !AnnotatedElementUtils.hasAnnotation(method, CacheStrategy.class)
					&& scope.methodKind().isQueryOrCrud(method) && scope.methodKind().checkRead(method) == null
					&& checkExpressions(method, scope) == null)
			.toList();
		return heirs.isEmpty() ? alone
				: firstOf(heirs.stream()
					.map((method) -> DeclaredStrategy.of(method, scope, configured))
					.filter(Objects::nonNull)
					.map((strategy) -> () -> strategy.check(this.maximumTags)));
	}

	private static @Nullable Refusal firstOf(Stream<Supplier<@Nullable Refusal>> checks) {
		return checks.map(Supplier::get).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * Explains that an answer from the cache would pass by a check of Spring Security, or
	 * returns {@code null} if there is none inside the method.
	 */
	private static @Nullable Refusal checkSecurity(Method method, RepositoryScope scope) {
		return SecuredCode.isIn(method, scope.repository()) ? new Refusal(
				"a security check runs inside it, in the implementation of its fragment, and not for answers from the cache",
				"Put the security annotation on the method of the interface, where it applies to every call") : null;
	}

	private static @Nullable Refusal checkKind(Method method, DeclaredStrategy strategy, RepositoryScope scope) {
		return strategy.explicit() ? null : scope.methodKind().checkInherited(method);
	}

	private @Nullable Refusal checkParameters(Method method, RepositoryScope scope) {
		ArgumentEncoders encoders = encoders(method, scope);
		for (int i = 0; i < method.getParameterCount(); i++) {
			ResolvableType parameter = ResolvableType.forMethodParameter(method, i,
					scope.repository().getRepositoryInterface());
			if (parameter.toClass() != CacheOptions.class && !encoders.supports(parameter)) {
				return new Refusal("no canonical form is known for its parameter of type " + parameter,
						"Declare an ArgumentEncoder bean for the type, or leave the method uncached");
			}
		}
		return null;
	}

	private @Nullable Refusal checkExpressions(Method method, RepositoryScope scope) {
		return scope.methodKind().checkExpressions(method, this.encoders::isDescribed);
	}

	/**
	 * Returns the encoders for the arguments of a method. An entity is encoded by its
	 * identifier only if nothing can read more of it, as an expression in the query or
	 * code of the application could. Criteria are encoded by their query only if Spring
	 * Data itself makes it.
	 */
	ArgumentEncoders encoders(Method method, RepositoryScope scope) {
		if (scope.methodKind().readsArgumentsInside(method)) {
			return this.encoders;
		}
		ArgumentEncoders encoders = this.encoders.with(scope.unit().arguments());
		if (!scope.methodKind().isCrud(method)) {
			return encoders;
		}
		ArgumentParts criteria = scope.unit()
			.criteria(scope.repository().getDomainType(), scope.methodKind().resultsOfQueries(method));
		return Arrays.stream(method.getParameterTypes()).anyMatch(criteria::supports) ? encoders.withCriteria(criteria)
				: encoders;
	}

	private static @Nullable Refusal checkResult(Method method, RepositoryScope scope) {
		if (scope.methodKind().isDynamicProjection(method)) {
			return null;
		}
		String reason = scope.resultTypes().whyUnsupported(resultType(method, scope));
		return (reason != null) ? Refusal.of(reason) : null;
	}

	private @Nullable Refusal checkHiddenDependency(PersistenceUnit unit) {
		UnkeyedDependency dependency = unit.unkeyedDependency();
		return (dependency != null && !this.contributed) ? Refusal.of(dependency) : null;
	}

	/**
	 * Returns whether the reason of a refusal is that writes go unseen, which does not
	 * depend on the method.
	 */
	boolean isUntracked(Refusal refusal, PersistenceUnit unit) {
		return refusal.equals(checkMissed()) || refusal.equals(checkTracking(unit));
	}

	/**
	 * Explains which bean is not followed, so that writes through it are unknown, or
	 * returns {@code null} if all are followed.
	 */
	@Nullable Refusal checkMissed() {
		return this.missed.get()
			.stream()
			.findFirst()
			.map((bean) -> new Refusal(bean.description() + ", and writes through it go unseen", bean.remedy()))
			.orElse(null);
	}

	/**
	 * Explains that the sessions of a persistence unit are not tracked, or returns
	 * {@code null} if they are. A write that is not seen would leave outdated results in
	 * the cache.
	 */
	private static @Nullable Refusal checkTracking(PersistenceUnit unit) {
		return unit.isTracked() ? null : new Refusal(
				"the sessions of its entity manager factory are not tracked, so that writes would go unseen",
				"Declare the factory as a LocalContainerEntityManagerFactoryBean or LocalSessionFactoryBean, "
						+ "and leave its statement inspector as it is after post-processing. If it is in a parent "
						+ "context, activate AccelerateAutoConfiguration there, too");
	}

	/**
	 * Returns what a method returns, without its envelope. If Spring Data runs its query,
	 * a future is complete once the method has returned, and is left out, too.
	 */
	static ResolvableType resultType(Method method, RepositoryScope scope) {
		ResolvableType declared = ResolvableType.forMethodReturnType(method,
				scope.repository().getRepositoryInterface());
		boolean future = FUTURES.contains(declared.toClass()) && declared.hasGenerics()
				&& scope.methodKind().isQueryOrCrud(method);
		return (future || declared.toClass() == Accelerated.class) ? declared.getGeneric() : declared;
	}

}
