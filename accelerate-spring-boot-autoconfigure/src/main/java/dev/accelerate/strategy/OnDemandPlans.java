package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.function.Supplier;

import dev.accelerate.core.Bypass;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;
import dev.accelerate.core.QueryPlan;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Source of the plans of methods for calls with options of their own. Each is made by the
 * first such call.
 */
final class OnDemandPlans {

	private static final Bypass OWN_CODE = new Bypass("own-code",
			"Options around calls do not apply to the application's own code, since it may write. If the method "
					+ "only reads, give it @CacheStrategy or a parameter of type CacheOptions");

	private static final Bypass VARYING = new Bypass("varying",
			"Options around calls do not apply to a query that calls a function that may answer differently each "
					+ "time or have an effect. If it does neither, give the method @CacheStrategy or a parameter of "
					+ "type CacheOptions");

	private final StrategyChecks checks;

	private final QueryPlanFactory factory;

	private final QueryCacheListener listener;

	OnDemandPlans(StrategyChecks checks, QueryPlanFactory factory, QueryCacheListener listener) {
		this.checks = checks;
		this.factory = factory;
		this.listener = listener;
	}

	/**
	 * Returns how to cache a call with options of its own, as
	 * {@link QueryPlanSource#onDemand} says.
	 */
	Supplier<@Nullable QueryPlan> plan(Method method, RepositoryScope scope, boolean takesOptions) {
		if (scope.methodKind().checkRead(method) != null) {
			return () -> null;
		}
		boolean ownCode = scope.methodKind().isOwnCode(method);
		if (takesOptions || (!ownCode && scope.methodKind().varying(method) == null)) {
			return SingletonSupplier.of(() -> create(method, scope));
		}
		QueryId id = QueryPlanFactory.id(method, scope);
		return () -> {
			this.listener.onBypass(id, ownCode ? OWN_CODE : VARYING);
			return null;
		};
	}

	private QueryPlan create(Method method, RepositoryScope scope) {
		Refusal refusal = this.checks.checkOnDemand(method, scope);
		if (refusal != null) {
			throw new RefusedStrategyException(MethodIdentity.full(method, scope.repository().getRepositoryInterface()),
					new Refusal(refusal.reason(), "Call it without CacheOptions, outside withCacheStrategy"));
		}
		return this.factory.create(method, scope);
	}

}
