package dev.accelerate.web;

import java.io.IOException;
import java.util.function.Supplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.tracking.CallOptions;
import dev.accelerate.web.RequestWrites.Count;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * {@link OncePerRequestFilter} by which a client reads what it has written, whichever
 * instance answers. The reads of a request show what its token stands for, and a request
 * that has written gives its client a new token.
 */
public final class TokenFilter extends OncePerRequestFilter {

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

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Exchange exchange = new Exchange(request, response);
		Count outer = this.writes.begin(exchange.count);
		try {
			filter(request, new TokenResponse(response, exchange::giveToken), chain);
		}
		finally {
			this.writes.end(outer);
			if (!isAsyncStarted(request)) {
				exchange.giveToken();
			}
		}
	}

	/**
	 * Answers a request. If this instance does not know yet what the token stands for,
	 * the request reads past what is stored.
	 */
	private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isReached(this.carrier.read(request))) {
			chain.doFilter(request, response);
			return;
		}
		Supplier<@Nullable Exception> answer = () -> {
			try {
				chain.doFilter(request, response);
				return null;
			}
			catch (IOException | ServletException ex) {
				return ex;
			}
		};
		Exception failure = this.options.load(answer);
		if (failure instanceof IOException ex) {
			throw ex;
		}
		if (failure instanceof ServletException ex) {
			throw ex;
		}
	}

	/**
	 * Returns whether all that a token stands for is known here. What is no token is like
	 * none.
	 */
	private boolean isReached(@Nullable String token) {
		try {
			return token == null || this.invalidations.reaches(token);
		}
		catch (AccelerateException ex) {
			return true;
		}
	}

	/**
	 * Request and its response.
	 */
	private final class Exchange {

		private final HttpServletRequest request;

		private final HttpServletResponse response;

		private final Count count = new Count();

		private int given;

		/**
		 * Creates an exchange. What other threads have done for an asynchronous request
		 * is not known, so it counts as a write.
		 */
		Exchange(HttpServletRequest request, HttpServletResponse response) {
			this.request = request;
			this.response = response;
			this.given = isAsyncDispatch(request) ? -1 : 0;
		}

		/**
		 * Gives the client a token, if the request has written since it was given one.
		 */
		void giveToken() {
			int written = this.count.get();
			if (written != this.given && !this.response.isCommitted()) {
				this.given = written;
				String earlier = TokenFilter.this.carrier.read(this.request);
				TokenFilter.this.carrier.write(TokenFilter.this.invalidations.token(earlier), this.request,
						this.response);
			}
		}

	}

}
