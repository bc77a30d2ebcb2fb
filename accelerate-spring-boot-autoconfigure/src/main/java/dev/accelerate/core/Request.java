package dev.accelerate.core;

import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.TenantKey;
import dev.accelerate.tracking.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * Call that the cache may answer.
 *
 * @param plan the plan of the called method
 * @param call the call
 * @param signature the signature of the call
 * @param tenant the tenant of the call, or {@code null} if its persistence unit has none
 * @param tags the tags of the call
 * @param thread the state of the thread it is made on
 */
record Request(QueryPlan plan, QueryCall call, QuerySignature signature, @Nullable TenantKey tenant, Tags tags,
		ThreadState thread) {

	/**
	 * Returns this request with a signature that may outlive the call.
	 */
	Request owned() {
		return new Request(this.plan, this.call, this.signature.owned(), this.tenant, this.tags, this.thread);
	}

	/**
	 * Returns this request with a copy of its call for another thread.
	 */
	Request detached() {
		return new Request(this.plan, this.call.detach(), this.signature, this.tenant, this.tags, this.thread);
	}

}
