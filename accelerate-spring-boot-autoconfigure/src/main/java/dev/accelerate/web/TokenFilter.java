package dev.accelerate.web;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.tracking.CallOptions;
import dev.accelerate.web.RequestWrites.Count;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * {@link OncePerRequestFilter} by which a client reads what it has written, whichever
 * instance answers. The cached reads of a request show what its token stands for, and a
 * request that has written gives its client a new token.
 */
public final class TokenFilter extends OncePerRequestFilter {

	private static final String EXCHANGE = TokenExchange.class.getName();

	private final Invalidations invalidations;

	private final CallOptions options;

	private final RequestWrites writes;

	private final TokenCarrier carrier;

	/**
	 * Creates a filter.
	 * @param invalidations knows what a token stands for
	 * @param options how a thread reads past what is stored
	 * @param writes counts what a request invalidates
	 * @param carrier where tokens travel
	 */
	public TokenFilter(Invalidations invalidations, CallOptions options, RequestWrites writes, TokenCarrier carrier) {
		this.invalidations = invalidations;
		this.options = options;
		this.writes = writes;
		this.carrier = carrier;
	}

	/**
	 * Returns {@code false}, because the answer of an asynchronous request is written
	 * then.
	 */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	/**
	 * Returns {@code false}, because a page of errors may read, too.
	 */
	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		TokenExchange exchange = exchange(request, response);
		if (isAsyncDispatch(request)) {
			exchange.dispatched();
		}
		Runnable end = begin(exchange);
		try {
			chain.doFilter(request, wrapped(response, exchange));
		}
		finally {
			end.run();
			if (!isAsyncStarted(request)) {
				exchange.end();
			}
		}
	}

	/**
	 * Returns the exchange of a request, of which there is one however often the request
	 * is dispatched.
	 */
	private TokenExchange exchange(HttpServletRequest request, HttpServletResponse response) {
		if (request.getAttribute(EXCHANGE) instanceof TokenExchange present) {
			return present;
		}
		TokenExchange exchange = new TokenExchange(this.invalidations, this.carrier, request, response);
		request.setAttribute(EXCHANGE, exchange);
		WebAsyncUtils.getAsyncManager(request)
			.registerCallableInterceptor(EXCHANGE, new TokenAsyncInterceptor(exchange, this::begin));
		return exchange;
	}

	private static HttpServletResponse wrapped(HttpServletResponse response, TokenExchange exchange) {
		return (WebUtils.getNativeResponse(response, TokenResponse.class) != null) ? response
				: new TokenResponse(response, exchange);
	}

	/**
	 * Begins to work on a request on the calling thread.
	 * @return what ends it
	 */
	private Runnable begin(TokenExchange exchange) {
		Count outer = this.writes.begin(exchange.count);
		BooleanSupplier outerCondition = this.options.beginLoading(exchange::isBehind);
		return () -> {
			this.options.endLoading(outerCondition);
			this.writes.end(outer);
		};
	}

}
