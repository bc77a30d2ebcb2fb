package dev.accelerate.web;

import dev.accelerate.AccelerateException;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.web.RequestWrites.Count;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Request with its token, and its response, on whichever threads they are worked on.
 */
final class TokenExchange {

	/**
	 * Writes of the request, as far as its threads are known.
	 */
	final Count count = new Count();

	private final Invalidations invalidations;

	private final TokenCarrier carrier;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	/**
	 * Token that the next one has to stand for, too.
	 */
	private @Nullable String earlier;

	private @Nullable String given;

	private @Nullable Boolean behind;

	/**
	 * Writes that the token given last stands for.
	 */
	private int counted;

	/**
	 * Whether the client needs another token than the one that it has.
	 */
	private boolean renewed;

	/**
	 * Whether the thread that works on the request after this one is followed.
	 */
	private boolean followed;

	TokenExchange(Invalidations invalidations, TokenCarrier carrier, HttpServletRequest request,
			HttpServletResponse response) {
		this.invalidations = invalidations;
		this.carrier = carrier;
		this.request = request;
		this.response = response;
		this.earlier = carrier.read(request);
	}

	/**
	 * Returns whether this instance does not know yet what the token of the request
	 * stands for. The log is asked when the first cached read asks for that, and once for
	 * the request. A request without cached reads, as for a static file, asks for
	 * nothing.
	 */
	synchronized boolean isBehind() {
		Boolean known = this.behind;
		if (known == null) {
			known = isBehind(this.earlier);
			this.behind = known;
		}
		return known;
	}

	/**
	 * Returns whether a token is not reached. What is no token is like none. A token of a
	 * log that has ended is never reached, and its client would send it with all of its
	 * requests. So it is replaced.
	 */
	private boolean isBehind(@Nullable String token) {
		try {
			if (token == null || this.invalidations.reaches(token)) {
				return false;
			}
		}
		catch (AccelerateException ex) {
			this.earlier = null;
			return false;
		}
		this.renewed = this.invalidations.isOver(token);
		return true;
	}

	/**
	 * Records that the next thread which works on the request is followed.
	 */
	synchronized void followed() {
		this.followed = true;
	}

	/**
	 * Records that other threads have worked on the request. What they have written is
	 * not known, unless they were followed.
	 */
	synchronized void dispatched() {
		this.renewed |= !this.followed;
		this.followed = false;
	}

	/**
	 * Gives the client a token, if the request has written since it was given one. This
	 * is called often, and mostly does nothing.
	 */
	synchronized void giveToken() {
		int written = this.count.get();
		boolean elsewhere = this.request.isAsyncStarted() && !this.followed;
		if (written != this.counted || this.renewed || elsewhere) {
			write(written);
		}
	}

	/**
	 * Gives the client a token, if the request has written. A tag that was invalidated in
	 * a transaction was counted before the commit, and a token may have been given in
	 * between.
	 */
	synchronized void end() {
		int written = this.count.get();
		if (written != 0 || this.renewed) {
			write(written);
		}
	}

	private void write(int written) {
		if (this.response.isCommitted()) {
			return;
		}
		this.counted = written;
		this.renewed = false;
		String token = this.invalidations.token(this.earlier);
		this.earlier = token;
		if (!token.equals(this.given)) {
			this.given = token;
			this.carrier.write(token, this.request, this.response);
		}
	}

	/**
	 * Records that the response has lost its headers.
	 */
	synchronized void reset() {
		this.renewed |= this.given != null;
		this.given = null;
	}

}
