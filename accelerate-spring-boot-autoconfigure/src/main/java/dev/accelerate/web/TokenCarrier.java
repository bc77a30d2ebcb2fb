package dev.accelerate.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Part of requests and responses in which a token travels.
 */
public interface TokenCarrier {

	/**
	 * Returns the token of a request.
	 * @param request the request
	 * @return the token, or {@code null} if there is none that can be used
	 */
	@Nullable String read(HttpServletRequest request);

	/**
	 * Gives a token to the client.
	 * @param token the token, which replaces that of the request
	 * @param request the request
	 * @param response the response, which has not been committed
	 */
	void write(String token, HttpServletRequest request, HttpServletResponse response);

}
