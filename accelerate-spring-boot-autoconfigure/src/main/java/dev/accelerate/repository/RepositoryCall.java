package dev.accelerate.repository;

import dev.accelerate.Accelerated;
import dev.accelerate.core.QueryCall;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * {@link QueryCall} of an intercepted method. The data is taken out of an envelope, so
 * that what is cached does not depend on whether the method returns one.
 */
final class RepositoryCall implements QueryCall {

	private final MethodInvocation invocation;

	RepositoryCall(MethodInvocation invocation) {
		this.invocation = invocation;
	}

	@Override
	public Object[] arguments() {
		return this.invocation.getArguments();
	}

	@Override
	public @Nullable Object load() throws Throwable {
		Object result = this.invocation.proceed();
		return (result instanceof Accelerated<?> envelope) ? envelope.data() : result;
	}

	/**
	 * A clone made before the invocation proceeds can proceed on its own, in a
	 * transaction of its own.
	 */
	@Override
	public QueryCall detach() {
		return new RepositoryCall(((ProxyMethodInvocation) this.invocation).invocableClone());
	}

}
