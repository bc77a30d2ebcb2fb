package dev.accelerate.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import dev.accelerate.core.BypassPolicy.Call;
import dev.accelerate.tracking.ThreadState;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Finds every reason to bypass the cache: the condition of the strategy, the
 * {@link BypassPolicy policies} of the application, and the transaction and session in
 * which a call is made.
 */
public final class BypassPolicies {

	static final Bypass ARGUMENT = new Bypass("argument", "An argument has no canonical form, or signing it failed: "
			+ "declare an ArgumentEncoder bean for its type, or see accelerate.failures");

	static final Bypass TAG = new Bypass("tag", null);

	static final Bypass OPTIONS = new Bypass("options", null);

	private static final Bypass CONDITION = new Bypass("condition", null);

	private final BypassPolicy[] policies;

	/**
	 * Creates policies.
	 * @param policies the policies of the application, in the order in which they are
	 * asked
	 */
	public BypassPolicies(List<BypassPolicy> policies) {
		this.policies = policies.toArray(BypassPolicy[]::new);
	}

	/**
	 * Returns why a call must bypass the cache, or {@code null} if it need not.
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
	 * Returns whether there may be a transaction or a session; usually there is neither.
	 * Both questions are needed: a transaction that is completing has ended its
	 * synchronization, but still holds its resources.
	 */
	private static boolean isAnythingBound() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				|| !TransactionSynchronizationManager.getResourceMap().isEmpty();
	}

}
