package dev.accelerate.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import dev.accelerate.core.BypassPolicy.Call;
import dev.accelerate.tracking.ThreadState;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * All reasons to go past the cache: the condition of the strategy, {@link BypassPolicy
 * policies} of the application, the transaction and the session a call is made in.
 */
public final class BypassPolicies {

	static final Bypass ARGUMENT = new Bypass("argument", "An argument has no canonical form, or signing it failed: "
			+ "declare an ArgumentEncoder bean for its type, or see accelerate.failures");

	static final Bypass TAG = new Bypass("tag", null);

	static final Bypass OPTIONS = new Bypass("options", null);

	private static final Bypass CONDITION = new Bypass("condition", null);

	private final BypassPolicy[] policies;

	/**
	 * Create policies.
	 * @param policies those of the application, in the order in which they are asked
	 */
	public BypassPolicies(List<BypassPolicy> policies) {
		this.policies = policies.toArray(BypassPolicy[]::new);
	}

	/**
	 * Returns why a call must go past the cache, or return {@code null} if it need not.
	 */
	@Nullable Bypass find(QueryPlan plan, QueryCall call, ThreadState thread) {
		if (!plan.condition().admits(call)) {
			return CONDITION;
		}
		Bypass own = (this.policies.length > 0) ? ask(plan, call) : null;
		if (own != null) {
			return own;
		}
		boolean bound = isAnythingBound();
		Bypass bypass = TransactionBypass.find(thread, bound);
		return (bypass != null) ? bypass : plan.persistence().bypass(plan.explicit(), bound);
	}

	private @Nullable Bypass ask(QueryPlan plan, QueryCall call) {
		Call asked = new Call(plan.id(), Collections.unmodifiableList(Arrays.asList(call.arguments())));
		for (BypassPolicy policy : this.policies) {
			Bypass bypass = policy.bypass(asked);
			if (bypass != null) {
				return bypass;
			}
		}
		return null;
	}

	/**
	 * Mostly there is neither a transaction nor a session. A transaction that is being
	 * completed has ended its synchronization, but not released its resources.
	 */
	private static boolean isAnythingBound() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				|| !TransactionSynchronizationManager.getResourceMap().isEmpty();
	}

}
