package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.time.Duration;

import dev.accelerate.repository.QueryTimeoutAttributeSource.Load;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.interceptor.TransactionAttribute;

/**
 * Deadline of the loads of one method.
 *
 * @param timeout how long a load may take
 * @param tolerance how much sooner the timeout of the transaction may end a load
 * @param method the method
 * @param attribute the method's transaction, with a timeout by which the load ends
 * @param deadlines the attribute source that applies the timeout when that transaction
 * begins
 */
record QueryTimeout(Duration timeout, Duration tolerance, Method method, TransactionAttribute attribute,
		QueryTimeoutAttributeSource deadlines) {

	/**
	 * Runs a load that ends at the deadline.
	 */
	@Nullable Object run(Load load) throws Throwable {
		return this.deadlines.run(this, load);
	}

}
