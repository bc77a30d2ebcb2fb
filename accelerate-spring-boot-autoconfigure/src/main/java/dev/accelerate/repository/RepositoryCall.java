package dev.accelerate.repository;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.core.QueryCall;
import dev.accelerate.signature.QuerySignature;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * {@link QueryCall} of an intercepted method. The data is taken out of an envelope, so
 * that what is cached does not depend on whether the method returns one.
 */
final class RepositoryCall implements QueryCall {

	private final MethodInvocation invocation;

	private CacheStatus expected = CacheStatus.MISS;

	private @Nullable QuerySignature signature;

	RepositoryCall(MethodInvocation invocation) {
		this.invocation = invocation;
	}

	@Override
	public void expect(CacheStatus status, @Nullable QuerySignature signature) {
		this.expected = status;
		this.signature = signature;
	}

	CacheStatus expected() {
		return this.expected;
	}

	@Nullable QuerySignature signature() {
		return this.signature;
	}

	@Override
	public Object[] arguments() {
		return this.invocation.getArguments();
	}

	/**
	 * Call the method itself.
	 */
	@Nullable Object proceed() throws Throwable {
		return this.invocation.proceed();
	}

	@Override
	public @Nullable Object load() throws Throwable {
		Object result = proceed();
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
