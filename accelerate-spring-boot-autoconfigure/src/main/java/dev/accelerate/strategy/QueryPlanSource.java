package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.CacheOptions;
import dev.accelerate.beans.MissedBeanFinder;
import dev.accelerate.core.Narrowing;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryPlan;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.snapshot.codec.SnapshotTypes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * Source of the {@link QueryPlan plans} of a repository's methods. A strategy that cannot
 * be honoured is refused at startup: an explicit one with an exception, an inherited one
 * by leaving the method uncached.
 */
public final class QueryPlanSource implements DisposableBean {

	private static final Log logger = LogFactory.getLog(QueryPlanSource.class);

	private final PlanSettings settings;

	private final StrategyChecks checks;

	private final QueryPlanFactory factory;

	private final OnDemandPlans onDemand;

	private final StandardEvaluationContext expressions;

	private final PlannedMethods methods;

	private final PlannedMethods.OfContext planned;

	private final PlanReport report = new PlanReport();

	/**
	 * Creates a source.
	 * @param settings what the configuration says
	 * @param encoders the encoders of arguments
	 * @param contributors further values that the answer of every query depends on
	 * @param listener the listener that is told of every plan
	 * @param beans the beans that conditions and tags may refer to
	 * @param missed the beans that could not be followed
	 * @param types the list to which what the results of every plan hold is added
	 * @param methods to which the methods of this context are added
	 */
	public QueryPlanSource(PlanSettings settings, ArgumentEncoders encoders, List<SignatureContributor> contributors,
			QueryCacheListener listener, ConfigurableListableBeanFactory beans, MissedBeanFinder missed,
			SnapshotTypes types, PlannedMethods methods) {
		this.settings = settings;
		this.checks = new StrategyChecks(settings.maximumTags(), encoders, !contributors.isEmpty(), beans, missed);
		this.methods = methods;
		this.planned = methods.add();
		this.factory = new QueryPlanFactory(settings, this.checks, contributors, listener, types, this.planned);
		this.onDemand = new OnDemandPlans(this.checks, this.factory, listener);
		this.expressions = ExpressionCondition.sharedContext(beans);
	}

	/**
	 * Opens the scope of a repository.
	 * @param repository the repository
	 * @param name the name of its bean
	 * @param unit the persistence unit it reads from
	 * @param namedQueries the texts of its queries that are declared by name
	 * @return what the plans of its methods have in common
	 * @throws RefusedStrategyException if what is declared for the whole interface cannot
	 * be honoured
	 */
	public RepositoryScope open(RepositoryInformation repository, String name, PersistenceUnit unit,
			NamedQueryTexts namedQueries) {
		Class<?> type = repository.getRepositoryInterface();
		register(type);
		RepositoryScope scope = new RepositoryScope(repository, name, unit, namedQueries);
		if (this.settings.enabled()) {
			this.planned.opened(scope);
			this.report.opened(type);
			refuse(type::getName,
					this.checks.checkInterface(RepositoryScope.candidates(type), scope, this.settings.strategies()));
		}
		return scope;
	}

	/**
	 * Registers a repository, which need not have been created, as one of those that the
	 * configuration can mean.
	 * @param type its interface
	 * @throws RefusedStrategyException if a simple name in the configuration may mean
	 * this repository or another
	 */
	void register(Class<?> type) {
		if (isConfigured()) {
			this.settings.strategies()
				.register(type, RepositoryScope.candidates(type).stream().map(Method::getName).distinct().toList());
		}
	}

	/**
	 * Checks how a method takes {@link CacheOptions}.
	 * @param method the method
	 * @param scope its repository
	 * @throws RefusedStrategyException if it cannot take them
	 */
	public void checkOptions(Method method, RepositoryScope scope) {
		if (this.settings.enabled()) {
			refuse(() -> MethodIdentity.full(method, scope.repository().getRepositoryInterface()),
					this.checks.checkOptions(method, scope));
		}
	}

	/**
	 * Returns whether calls of a method may be cached at all, even if only with options
	 * of their own.
	 * @param method the method
	 * @param scope its repository
	 * @return whether the configuration does not switch it off
	 */
	public boolean isSwitchedOn(Method method, RepositoryScope scope) {
		return this.settings.enabled() && !DeclaredStrategy.isSwitchedOff(method,
				scope.repository().getRepositoryInterface(), this.settings.strategies());
	}

	/**
	 * Returns how to cache a call with options of its own. Options around calls do not
	 * apply to code of the application, since it may write, nor to a query that calls a
	 * varying function, unless the method has a parameter for options.
	 * @param method the method
	 * @param scope its repository
	 * @param takesOptions whether it has a parameter for them
	 * @return supplies the plan, or {@code null} if the call bypasses the cache; it
	 * throws an exception if a read cannot be cached
	 */
	public Supplier<@Nullable QueryPlan> onDemand(Method method, RepositoryScope scope, boolean takesOptions) {
		return this.onDemand.plan(method, scope, takesOptions);
	}

	/**
	 * Returns whether the configuration names any repository or method.
	 */
	boolean isConfigured() {
		return this.settings.enabled() && !this.settings.strategies().isEmpty();
	}

	/**
	 * Returns the settings of the configuration.
	 */
	public PlanSettings settings() {
		return this.settings;
	}

	/**
	 * Returns the report of what became of all strategies so far.
	 * @return the report
	 */
	public PlanReport report() {
		return this.report;
	}

	/**
	 * Returns the strategies of the configuration that match no method of the
	 * repositories registered so far, each with the names nearest to it.
	 */
	Map<String, List<String>> unmatched() {
		return this.settings.enabled() ? this.settings.strategies().unmatched() : Map.of();
	}

	/**
	 * Forgets the methods of this context.
	 */
	@Override
	public void destroy() {
		this.methods.remove(this.planned);
	}

	private static void refuse(Supplier<String> where, @Nullable Refusal refusal) {
		if (refusal != null) {
			throw new RefusedStrategyException(where.get(), refusal);
		}
	}

	/**
	 * Returns the plan of a method.
	 * @param method the method
	 * @param scope its repository
	 * @return the plan, or {@code null} if the method has no strategy, or an inherited
	 * one that cannot be honoured
	 * @throws RefusedStrategyException if an explicit strategy cannot be honoured
	 */
	public @Nullable QueryPlan plan(Method method, RepositoryScope scope) {
		Class<?> type = scope.repository().getRepositoryInterface();
		DeclaredStrategy strategy = DeclaredStrategy.of(method, scope, this.settings.strategies());
		if (strategy == null) {
			return null;
		}
		String name = MethodIdentity.full(method, type);
		Refusal refusal = this.checks.check(method, strategy, scope);
		if (refusal != null && strategy.explicit() && (strategy.annotated() || !hasOtherOverload(method, scope))) {
			throw refused(name, refusal, strategy, this.settings.strategies().exactNames(type, method.getName()));
		}
		if (refusal != null) {
			this.report.notCached(name, refusal);
			if (this.checks.isUntracked(refusal, scope.unit())) {
				this.report.warn("Nothing is cached", refusal);
			}
			return null;
		}
		Narrowing narrowing = this.factory.narrowing(method, scope, strategy.precision(), strategy.declared());
		if (strategy.explicit()) {
			warnOfVarying(method, name, scope);
		}
		QueryPlan plan = this.factory.create(method, scope, strategy.explicit(), strategy.windows(),
				TagTemplateResolver.of(strategy.tags(), method, name, this.expressions),
				PlannedTablesFactory.of(strategy, method, scope, this.settings.invalidateOnWrite()),
				ExpressionCondition.of(strategy, method, name, this.expressions), narrowing);
		this.report.planned(new PlannedMethod(type, method, strategy, plan));
		return plan;
	}

	/**
	 * Warns that a query with an explicit strategy calls a varying function. It is cached
	 * nevertheless, because the application asked for it.
	 */
	private static void warnOfVarying(Method method, String name, RepositoryScope scope) {
		String varying = scope.methodKind().varying(method);
		if (varying != null) {
			logger.warn("The query of " + name + " calls " + varying + ", which may answer differently each time or "
					+ "have an effect. Its results are stored nevertheless, because its strategy is explicit. Leave "
					+ "the method uncached, or pass what the function returns, such as the current time, as a "
					+ "parameter.");
		}
	}

	/**
	 * Creates the exception of a refusal. Where properties declare the strategy, it names
	 * them, too.
	 */
	public static RefusedStrategyException refused(String name, Refusal refusal, DeclaredStrategy strategy,
			List<String> properties) {
		if (properties.isEmpty()) {
			return new RefusedStrategyException(name, refusal);
		}
		String joined = String.join(" and ", properties);
		return new RefusedStrategyException(name + ", by " + joined,
				refusal.orElse(strategy.annotated() ? Refusal.LEAVE_UNCACHED + ", and " + joined : "Remove " + joined));
	}

	/**
	 * Returns whether another method of the same name can be cached. A property names all
	 * overloads, and applies to those that can be cached.
	 */
	private boolean hasOtherOverload(Method method, RepositoryScope scope) {
		Class<?> type = scope.repository().getRepositoryInterface();
		return Arrays.stream(type.getMethods())
			.filter((other) -> !other.isBridge() && !other.equals(method) && other.getName().equals(method.getName()))
			.anyMatch((other) -> {
				DeclaredStrategy strategy = DeclaredStrategy.of(other, scope, this.settings.strategies());
				return strategy != null && this.checks.check(other, strategy, scope) == null;
			});
	}

}
