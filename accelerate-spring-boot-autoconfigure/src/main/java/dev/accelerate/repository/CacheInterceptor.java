package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.Accelerated;
import dev.accelerate.AccelerateInfo;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.core.Answer;
import dev.accelerate.core.CallOptions;
import dev.accelerate.core.InfoRecorder;
import dev.accelerate.core.InfoRecorder.Recording;
import dev.accelerate.core.QueryCache;
import dev.accelerate.core.QueryPlan;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * {@link MethodInterceptor} of all calls to one repository: it answers those of cached
 * methods from the {@link QueryCache}, fills envelopes, and records for those who ask.
 */
final class CacheInterceptor implements MethodInterceptor {

	private final Map<Method, RepositoryMethod> methods;

	private final QueryCache cache;

	private final InfoRecorder recorder;

	private final CallOptions callOptions;

	CacheInterceptor(Map<Method, RepositoryMethod> methods, QueryCache cache, InfoRecorder recorder,
			CallOptions callOptions) {
		this.methods = methods;
		this.cache = cache;
		this.recorder = recorder;
		this.callOptions = callOptions;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		RepositoryMethod method = this.methods.get(invocation.getMethod());
		if (method == null) {
			return invocation.proceed();
		}
		CacheOptions taken = this.callOptions.take();
		if (taken == null) {
			return invoke(invocation, method, parameter(invocation, method));
		}
		try {
			CacheOptions parameter = parameter(invocation, method);
			return invoke(invocation, method, (parameter != null) ? parameter : taken);
		}
		finally {
			this.callOptions.restore(taken);
		}
	}

	private static @Nullable CacheOptions parameter(MethodInvocation invocation, RepositoryMethod method) {
		return (method.optionsIndex() >= 0) ? (CacheOptions) invocation.getArguments()[method.optionsIndex()] : null;
	}

	private @Nullable Object invoke(MethodInvocation invocation, RepositoryMethod method,
			@Nullable CacheOptions options) throws Throwable {
		RepositoryCall call = new RepositoryCall(invocation, method);
		Recording recording = this.recorder.current();
		if (recording != null) {
			return record(call, method, options, recording);
		}
		if (method.envelope()) {
			return envelope(call, method, options);
		}
		Answer answer = answer(call, method, options);
		return (answer != null) ? answer.data() : call.proceed();
	}

	private @Nullable Object record(RepositoryCall call, RepositoryMethod method, @Nullable CacheOptions options,
			Recording recording) throws Throwable {
		Supplier<AccelerateInfo> info = () -> this.recorder.info(call.expected(), call.signature());
		recording.enter();
		try {
			if (method.envelope()) {
				Accelerated<?> envelope = envelope(call, method, options);
				info = envelope::info;
				return envelope;
			}
			Answer answer = answer(call, method, options);
			if (answer == null) {
				return call.proceed();
			}
			info = () -> this.recorder.info(answer);
			return answer.data();
		}
		finally {
			recording.exit(info);
		}
	}

	/**
	 * Answer a call through the cache, or return {@code null} if it is none of its
	 * business.
	 */
	private @Nullable Answer answer(RepositoryCall call, RepositoryMethod method, @Nullable CacheOptions options)
			throws Throwable {
		QueryPlan plan = (options != null) ? method.plan(options) : method.plan();
		if (plan == null) {
			return null;
		}
		if (options == null || options.mode() == CacheOptions.Mode.CACHE) {
			return this.cache.get(plan, call);
		}
		return (options.mode() == CacheOptions.Mode.NONE) ? this.cache.skip(plan, call)
				: this.cache.refresh(plan, call);
	}

	/**
	 * Answer a call in an envelope. One that the application has filled itself is left
	 * alone where the method is not cached.
	 */
	private Accelerated<?> envelope(RepositoryCall call, RepositoryMethod method, @Nullable CacheOptions options)
			throws Throwable {
		Answer answer = answer(call, method, options);
		if (answer != null) {
			return PendingEnvelope.fill(answer.data(), this.recorder.info(answer));
		}
		Object result = call.proceed();
		if (result instanceof Accelerated<?> envelope) {
			return PendingEnvelope.isPending(envelope) ? PendingEnvelope.fill(envelope.data(), uncached()) : envelope;
		}
		return PendingEnvelope.fill(result, uncached());
	}

	private AccelerateInfo uncached() {
		return this.recorder.info(CacheStatus.NONE, null);
	}

}
