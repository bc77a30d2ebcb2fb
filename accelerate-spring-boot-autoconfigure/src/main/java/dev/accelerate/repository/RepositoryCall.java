package dev.accelerate.repository;

import java.time.Duration;
import java.util.Objects;

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

	private final RepositoryMethod method;

	private CacheStatus expected = CacheStatus.NONE;

	private @Nullable QuerySignature signature;

	RepositoryCall(MethodInvocation invocation, RepositoryMethod method) {
		this.invocation = invocation;
		this.method = method;
	}

	@Override
	public boolean beginsReadWrite() {
		return this.method.beginsReadWrite();
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
	@SuppressWarnings("NullAway") // Arguments may be null.
	public Object[] arguments() {
		Object[] arguments = this.invocation.getArguments();
		if (this.method.optionsIndex() >= 0) {
			arguments = arguments.clone();
			arguments[this.method.optionsIndex()] = null;
		}
		return arguments;
	}

	@Override
	public Object target() {
		return Objects.requireNonNull(this.invocation.getThis());
	}

	/**
	 * Calls the method itself.
	 */
	@Nullable Object proceed() throws Throwable {
		return this.invocation.proceed();
	}

	@Override
	public @Nullable Object load() throws Throwable {
		Object result = proceed();
		return (result instanceof Accelerated<?> envelope) ? envelope.data() : result;
	}

	@Override
	public @Nullable Duration deadline() {
		QueryTimeout deadline = this.method.deadline();
		return (deadline != null) ? deadline.timeout() : null;
	}

	@Override
	public Duration tolerance() {
		QueryTimeout deadline = this.method.deadline();
		return (deadline != null) ? deadline.tolerance() : Duration.ZERO;
	}

	@Override
	public @Nullable Object loadInTime() throws Throwable {
		QueryTimeout deadline = this.method.deadline();
		return (deadline != null) ? deadline.run(this::load) : load();
	}

	/**
	 * Returns a call that can proceed independently, in a transaction of its own. The
	 * invocation has to be cloned before it proceeds.
	 */
	@Override
	public QueryCall detach() {
		return new RepositoryCall(((ProxyMethodInvocation) this.invocation).invocableClone(), this.method);
	}

}
