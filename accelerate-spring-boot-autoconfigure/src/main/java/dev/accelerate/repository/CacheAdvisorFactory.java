package dev.accelerate.repository;

import java.lang.reflect.Method;

import dev.accelerate.core.InfoRecorder;
import dev.accelerate.core.QueryCache;
import dev.accelerate.tracking.ThreadStateHolder;

import org.springframework.aop.Advisor;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.BridgeMethodResolver;

/**
 * Factory of the {@link CacheInterceptor interceptors} of repository methods.
 */
public final class CacheAdvisorFactory {

	private final QueryCache cache;

	private final InfoRecorder recorder;

	private final ThreadStateHolder threads;

	/**
	 * Creates a factory.
	 * @param cache the cache
	 * @param recorder the recorder of how calls are answered
	 * @param threads the states of all threads
	 */
	public CacheAdvisorFactory(QueryCache cache, InfoRecorder recorder, ThreadStateHolder threads) {
		this.cache = cache;
		this.recorder = recorder;
		this.threads = threads;
	}

	/**
	 * Creates the advisor of one method. Each has its own, so that nothing has to be
	 * looked up when it is called.
	 */
	Advisor advisor(Method method, RepositoryMethod known) {
		return new StaticMethodMatcherPointcutAdvisor(
				new CacheInterceptor(known, this.cache, this.recorder, this.threads)) {

			@Override
			public boolean matches(Method candidate, Class<?> targetClass) {
				// A call through a super-interface may name a bridge.
				return BridgeMethodResolver.findBridgedMethod(candidate).equals(method);
			}

		};
	}

}
