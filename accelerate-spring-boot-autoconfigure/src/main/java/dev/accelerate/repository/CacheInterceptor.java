package dev.accelerate.repository;

import java.util.function.Supplier;

import dev.accelerate.Accelerated;
import dev.accelerate.AccelerateInfo;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.core.Answer;
import dev.accelerate.core.InfoRecorder;
import dev.accelerate.tracking.Recording;
import dev.accelerate.core.QueryCache;
import dev.accelerate.core.QueryPlan;
import dev.accelerate.tracking.ThreadState;
import dev.accelerate.tracking.ThreadStateHolder;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * {@link MethodInterceptor} of the calls of one repository method. It answers them from
 * the {@link QueryCache}, fills envelopes, and records how calls are answered if the
 * caller asks for that.
 */
final class CacheInterceptor implements MethodInterceptor {

	private final RepositoryMethod method;

	private final QueryCache cache;

	private final InfoRecorder recorder;

	private final ThreadStateHolder threads;

	CacheInterceptor(RepositoryMethod method, QueryCache cache, InfoRecorder recorder, ThreadStateHolder threads) {
		this.method = method;
		this.cache = cache;
		this.recorder = recorder;
		this.threads = threads;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		ThreadState thread = this.threads.current();
		if (thread.isPlain()) {
			return answer(new RepositoryCall(invocation, this.method), parameter(invocation), thread);
		}
		CacheOptions taken = thread.takeOptions();
		if (taken == null) {
			return invoke(invocation, parameter(invocation), thread);
		}
		try {
			CacheOptions parameter = parameter(invocation);
			return invoke(invocation, (parameter != null) ? parameter : taken, thread);
		}
		finally {
			thread.restoreOptions(taken);
		}
	}

	private @Nullable CacheOptions parameter(MethodInvocation invocation) {
		int index = this.method.optionsIndex();
		return (index >= 0) ? (CacheOptions) invocation.getArguments()[index] : null;
	}

	private @Nullable Object invoke(MethodInvocation invocation, @Nullable CacheOptions options, ThreadState thread)
			throws Throwable {
		RepositoryCall call = new RepositoryCall(invocation, this.method);
		Recording recording = thread.recording();
		return (recording != null) ? record(call, options, thread, recording) : answer(call, options, thread);
	}

	/**
	 * Answers a call that is not recorded.
	 */
	private @Nullable Object answer(RepositoryCall call, @Nullable CacheOptions options, ThreadState thread)
			throws Throwable {
		if (this.method.envelope()) {
			return envelope(call, options, thread);
		}
		Answer answer = ask(call, options, thread);
		return (answer != null) ? answer.data() : call.proceed();
	}

	private @Nullable Object record(RepositoryCall call, @Nullable CacheOptions options, ThreadState thread,
			Recording recording) throws Throwable {
		Supplier<AccelerateInfo> info = () -> this.recorder.info(call.expected(), call.signature());
		recording.enter();
		try {
			if (this.method.envelope()) {
				Accelerated<?> envelope = envelope(call, options, thread);
				info = envelope::info;
				return envelope;
			}
			Answer answer = ask(call, options, thread);
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
	 * Answers a call through the cache, or returns {@code null} if the call has no plan.
	 */
	private @Nullable Answer ask(RepositoryCall call, @Nullable CacheOptions options, ThreadState thread)
			throws Throwable {
		QueryPlan plan = (options != null) ? this.method.plan(options) : this.method.plan();
		if (plan == null) {
			return null;
		}
		CacheOptions.Mode mode = (options != null) ? options.mode() : CacheOptions.Mode.CACHE;
		if (mode == CacheOptions.Mode.NONE) {
			return this.cache.skip(plan, call);
		}
		if (this.method.isApart()) {
			return this.cache.bypass(plan, call, MethodPropagation.BYPASS);
		}
		return (mode == CacheOptions.Mode.CACHE) ? this.cache.get(plan, call, thread)
				: this.cache.refresh(plan, call, thread);
	}

	/**
	 * Answers a call in an envelope. An envelope that the application filled itself is
	 * returned as it is if the method is not cached.
	 */
	private Accelerated<?> envelope(RepositoryCall call, @Nullable CacheOptions options, ThreadState thread)
			throws Throwable {
		Answer answer = ask(call, options, thread);
		if (answer != null) {
			return AcceleratedReturnTypes.fill(answer.data(), this.recorder.info(answer));
		}
		Object result = call.proceed();
		if (result instanceof Accelerated<?> envelope) {
			return AcceleratedReturnTypes.isUnfilled(envelope)
					? AcceleratedReturnTypes.fill(envelope.data(), uncached()) : envelope;
		}
		return AcceleratedReturnTypes.fill(result, uncached());
	}

	private AccelerateInfo uncached() {
		return this.recorder.info(CacheStatus.NONE, null);
	}

}
