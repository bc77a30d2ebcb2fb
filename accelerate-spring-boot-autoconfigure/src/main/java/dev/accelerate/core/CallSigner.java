package dev.accelerate.core;

import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.UnsupportedArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Signs calls. A failure is reported to the listener and never reaches the caller.
 */
final class CallSigner {

	private final QueryCacheListener listener;

	CallSigner(QueryCacheListener listener) {
		this.listener = listener;
	}

	/**
	 * Signs a call with its present arguments, on this thread.
	 * @return the signature, or {@code null} if there is none: an argument has no
	 * canonical form or is changing, or an encoder or contributor failed
	 */
	@Nullable QuerySignature sign(QueryPlan plan, QueryCall call) {
		try {
			return plan.signer().sign(call.arguments());
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
