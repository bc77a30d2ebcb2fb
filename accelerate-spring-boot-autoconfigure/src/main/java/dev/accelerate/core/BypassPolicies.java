package dev.accelerate.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.accelerate.core.BypassPolicy.Call;
import dev.accelerate.signature.TenantKey;
import dev.accelerate.snapshot.NotRestorableException.Conflict;
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

	static final Bypass TENANT = new Bypass("tenant",
			"The tenant resolver failed, or returned an identifier without a canonical form: let it return the tenant "
					+ "of every thread that reads, or declare an ArgumentEncoder bean for the type");

	static final Bypass TAG = new Bypass("tag", null);

	static final Bypass OPTIONS = new Bypass("options", null);

	private static final Bypass CONDITION = new Bypass("condition", null);

	private static final Map<Conflict, Bypass> CONFLICTS = new EnumMap<>(Map.of(Conflict.DELETED,
			new Bypass("session-deleted", "The open session deletes or saves an entity of the cached result"),
			Conflict.VERSION,
			new Bypass("session-version", "The open session holds another version of an entity of the cached result"),
			Conflict.LOADING,
			new Bypass("session-collection", "The open session has a collection of the cached result already"),
			Conflict.OWN_CODE,
			new Bypass("session-own-code",
					"While a session is open, entities are cached for queries only: the method is "
							+ "code of the application, or its query makes entities or asks for read-only ones"),
			Conflict.MAPPING,
			new Bypass("session-mapping", "An entity of the cached result can only be loaded by a query while a "
					+ "session is open, because an association is a part of its identifier")));

	private final BypassPolicy[] policies;

	private final ReadWriteMode readWrite;

	/**
	 * Creates policies.
	 * @param policies the policies of the application, in the order in which they are
	 * asked
	 * @param readWrite how reads are answered in a read-write transaction
	 */
	public BypassPolicies(List<BypassPolicy> policies, ReadWriteMode readWrite) {
		this.readWrite = readWrite;
		this.policies = policies.toArray(BypassPolicy[]::new);
	}

	/**
	 * Returns the bypass that stands for a conflict with the open session.
	 */
	static Bypass of(Conflict conflict) {
		return Objects.requireNonNull(CONFLICTS.get(conflict));
	}

	/**
	 * Returns why a call must bypass the cache, or {@code null} if it need not.
	 */
	@Nullable Bypass find(QueryPlan plan, QueryCall call, @Nullable TenantKey tenant, ThreadState thread) {
		if (!plan.condition().admits(call)) {
			return CONDITION;
		}
		Bypass own = (this.policies.length > 0) ? ask(plan, call) : null;
		if (own != null) {
			return own;
		}
		boolean bound = isAnythingBound();
		Bypass bypass = TransactionBypass.find(thread, bound, this.readWrite);
		return (bypass != null) ? bypass : plan.persistence().bypass(call.beginsReadWrite(), bound, tenant);
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
