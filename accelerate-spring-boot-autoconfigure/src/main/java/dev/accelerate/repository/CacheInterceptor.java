package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.Accelerated;
import dev.accelerate.AccelerateInfo;
import dev.accelerate.CacheStatus;
import dev.accelerate.core.Answer;
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

	CacheInterceptor(Map<Method, RepositoryMethod> methods, QueryCache cache, InfoRecorder recorder) {
		this.methods = methods;
		this.cache = cache;
		this.recorder = recorder;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		RepositoryMethod method = this.methods.get(invocation.getMethod());
		if (method == null) {
			return invocation.proceed();
		}
		Recording recording = this.recorder.current();
		if (recording != null) {
			return record(invocation, method, recording);
		}
		QueryPlan plan = method.plan();
		if (method.envelope()) {
			return envelope(new RepositoryCall(invocation), plan);
		}
		return (plan != null) ? this.cache.get(plan, new RepositoryCall(invocation)).data() : invocation.proceed();
	}

	private @Nullable Object record(MethodInvocation invocation, RepositoryMethod method, Recording recording)
			throws Throwable {
		RepositoryCall call = new RepositoryCall(invocation);
		Supplier<AccelerateInfo> info = () -> (method.plan() != null)
				? this.recorder.info(call.expected(), call.signature()) : uncached();
		recording.enter();
		try {
			if (method.envelope()) {
				Accelerated<?> envelope = envelope(call, method.plan());
				info = envelope::info;
				return envelope;
			}
			if (method.plan() == null) {
				return invocation.proceed();
			}
			Answer answer = this.cache.get(method.plan(), call);
			info = () -> this.recorder.info(answer);
			return answer.data();
		}
		finally {
			recording.exit(info);
		}
	}

	/**
	 * Answer a call in an envelope. One that the application has filled itself is left
	 * alone where the method is not cached.
	 */
	private Accelerated<?> envelope(RepositoryCall call, @Nullable QueryPlan plan) throws Throwable {
		if (plan != null) {
			Answer answer = this.cache.get(plan, call);
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
