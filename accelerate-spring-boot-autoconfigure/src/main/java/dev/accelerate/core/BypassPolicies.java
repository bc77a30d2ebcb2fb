package dev.accelerate.core;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * {@link BypassPolicy} policies of the application and ours, asked one after the other.
 */
final class BypassPolicies {

	static final Bypass ARGUMENT = new Bypass("argument", "An argument has no canonical form, or signing it failed: "
			+ "declare an ArgumentEncoder bean for its type, or see accelerate.failures");

	static final Bypass OPTIONS = new Bypass("options", null);

	private static final Bypass CONDITION = new Bypass("condition", null);

	private final List<BypassPolicy> policies;

	BypassPolicies(List<BypassPolicy> policies) {
		this.policies = List.copyOf(policies);
	}

	/**
	 * Say why a call must go past the cache, or return {@code null} if it need not.
	 */
	@Nullable Bypass find(QueryPlan plan, QueryCall call) {
		if (!plan.condition().admits(call)) {
			return CONDITION;
		}
		for (BypassPolicy policy : this.policies) {
			Bypass bypass = policy.bypass(plan);
			if (bypass != null) {
				return bypass;
			}
		}
		return plan.persistence().bypass(plan.explicit());
	}

}
