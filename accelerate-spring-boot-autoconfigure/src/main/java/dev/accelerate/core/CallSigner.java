package dev.accelerate.core;

import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.TenantKey;
import dev.accelerate.signature.UnsupportedArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Signs calls. A failure is reported to the listener and never reaches the caller.
 */
final class CallSigner {

	/**
	 * Tenant of a call whose tenant could not be determined.
	 */
	static final TenantKey UNKNOWN = new TenantKey(CallSigner.class, null, false, false);

	private final QueryCacheListener listener;

	CallSigner(QueryCacheListener listener) {
		this.listener = listener;
	}

	/**
	 * Returns the tenant of a call that is made now on this thread. A resolver may fail
	 * because there is no tenant, and then the query fails as well. So that is no failure
	 * of the cache.
	 * @return the tenant, {@code null} if the persistence unit has none, or
	 * {@link #UNKNOWN}
	 */
	@Nullable TenantKey tenant(QueryPlan plan) {
		try {
			return plan.persistence().tenant();
		}
		catch (RuntimeException ex) {
			return UNKNOWN;
		}
	}

	/**
	 * Signs a call with its present arguments, on this thread.
	 * @return the signature, or {@code null} if there is none: an argument has no
	 * canonical form or is changing, an encoder or contributor failed, or the tenant is
	 * unknown
	 */
	@Nullable QuerySignature sign(QueryPlan plan, QueryCall call, @Nullable TenantKey tenant) {
		if (tenant == UNKNOWN) {
			return null;
		}
		try {
			return plan.signer().sign(call.arguments(), tenant);
		}
		catch (UnsupportedArgumentException ex) {
			return null;
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.SIGNATURE, ex);
			return null;
		}
	}

}
