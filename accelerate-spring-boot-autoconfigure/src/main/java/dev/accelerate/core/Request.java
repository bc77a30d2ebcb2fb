package dev.accelerate.core;

import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.tracking.ThreadState;

/**
 * Call that the cache may answer.
 *
 * @param plan the plan of the called method
 * @param call the call
 * @param signature the signature of the call
 * @param tags the tags of the call
 * @param thread the state of the thread it is made on
 */
record Request(QueryPlan plan, QueryCall call, QuerySignature signature, Tags tags, ThreadState thread) {

	/**
	 * Returns this request with a signature that may outlive the call.
	 */
	Request owned() {
		return new Request(this.plan, this.call, this.signature.owned(), this.tags, this.thread);
	}

}
