package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.Accelerated;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.QueryPlan;
import dev.accelerate.strategy.MethodIdentity;
import dev.accelerate.strategy.NamedQueryTexts;
import dev.accelerate.strategy.QueryPlanSource;
import dev.accelerate.strategy.RepositoryScope;
import dev.accelerate.tracking.ThreadSlot;
import dev.accelerate.tracking.ThreadStateHolder;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.util.Lazy;
import org.springframework.transaction.interceptor.TransactionAttribute;

/**
 * Factory of the {@link RepositoryMethod methods} of repositories, each with its plan and
 * its timeout.
 */
public final class RepositoryMethodFactory {

	private final QueryPlanSource plans;

	private final TransactionManagerFinder managers;

	private final ThreadSlot<QueryTimeout> nextTimeout;

	/**
	 * Creates a factory.
	 * @param plans the source of plans
	 * @param beans the factory of the transaction managers of the repositories
	 * @param threads the states of all threads, in which a thread keeps the timeout of
	 * the load that it begins
	 */
	public RepositoryMethodFactory(QueryPlanSource plans, ConfigurableListableBeanFactory beans,
			ThreadStateHolder threads) {
		this.plans = plans;
		this.managers = new TransactionManagerFinder(beans);
		this.nextTimeout = new ThreadSlot<>(threads);
	}

	/**
	 * Returns the methods of a repository, with the plans of those that are cached.
	 * @param repository the repository
	 * @param name the name of its bean
	 * @param unit the persistence unit it reads from
	 * @param namedQueries the texts of its queries that are declared by name
	 * @param proxy its proxy, with Spring Data's transactions in it
	 * @throws dev.accelerate.strategy.RefusedStrategyException if a declared strategy
	 * cannot be honoured
	 */
	Map<Method, RepositoryMethod> of(RepositoryInformation repository, String name, PersistenceUnit unit,
			NamedQueryTexts namedQueries, Advised proxy) {
		RepositoryScope scope = this.plans.open(repository, name, unit, namedQueries);
		QueryTimeoutFactory timeouts = timeouts(scope, proxy);
		Map<Method, RepositoryMethod> methods = new HashMap<>();
		RepositoryScope.candidates(repository.getRepositoryInterface())
			.forEach((method) -> methods.put(method, method(method, scope, timeouts, proxy)));
		return methods;
	}

	private @Nullable QueryTimeoutFactory timeouts(RepositoryScope scope, Advised proxy) {
		Duration timeout = this.plans.settings().queryTimeout();
		return (this.plans.settings().enabled() && !timeout.isZero()) ? new QueryTimeoutFactory(timeout,
				QueryTimeoutAttributeSource.into(proxy, this.nextTimeout), this.managers, scope) : null;
	}

	private RepositoryMethod method(Method method, RepositoryScope scope, @Nullable QueryTimeoutFactory timeouts,
			Advised proxy) {
		boolean envelope = method.getReturnType() == Accelerated.class;
		int optionsIndex = RepositoryMethod.optionsIndex(method);
		this.plans.checkOptions(method, scope);
		boolean cacheable = this.plans.isSwitchedOn(method, scope);
		QueryPlan plan = cacheable ? this.plans.plan(method, scope) : null;
		Lazy<QueryTimeout> deadline = Lazy.of(() -> (timeouts != null) ? timeouts.deadline(method) : null);
		if (plan != null) {
			// A deadline that cannot be enforced fails now, not at the first load.
			deadline.getNullable();
		}
		Lazy<Supplier<@Nullable QueryPlan>> onDemand = Lazy
			.of(() -> this.plans.onDemand(method, scope, optionsIndex >= 0));
		TransactionAttribute transaction = MethodPropagation.transaction(method,
				scope.repository().getRepositoryBaseClass(), proxy);
		return new RepositoryMethod(() -> MethodIdentity.full(method, scope.repository().getRepositoryInterface()),
				plan, envelope, optionsIndex, this.plans.settings().maximumTags(), deadline,
				MethodPropagation.of(transaction), MethodPropagation.beginsReadWrite(transaction),
				cacheable ? () -> onDemand.get().get() : null);
	}

}
