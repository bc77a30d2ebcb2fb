package dev.accelerate.web;

import java.util.concurrent.Callable;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * {@link CallableProcessingInterceptor} that lets the thread of a {@link Callable} read
 * and write for a request.
 */
final class TokenAsyncInterceptor implements CallableProcessingInterceptor {

	private final TokenExchange exchange;

	private final Function<TokenExchange, Runnable> begin;

	private @Nullable Runnable end;

	/**
	 * Creates an interceptor for a request.
	 * @param exchange the request
	 * @param begin begins to work on it on the calling thread, and returns what ends it
	 */
	TokenAsyncInterceptor(TokenExchange exchange, Function<TokenExchange, Runnable> begin) {
		this.exchange = exchange;
		this.begin = begin;
	}

	@Override
	public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
		this.exchange.followed();
	}

	@Override
	public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
		this.end = this.begin.apply(this.exchange);
	}

	@Override
	public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object concurrentResult) {
		if (this.end != null) {
			this.end.run();
		}
	}

}
