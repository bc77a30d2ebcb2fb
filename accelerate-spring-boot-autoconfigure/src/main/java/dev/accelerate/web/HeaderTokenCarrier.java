package dev.accelerate.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * {@link TokenCarrier} that uses a header.
 */
final class HeaderTokenCarrier implements TokenCarrier {

	static final String NAME = "Accelerate-Token";

	@Override
	public @Nullable String read(HttpServletRequest request) {
		return request.getHeader(NAME);
	}

	@Override
	public void write(String token, HttpServletRequest request, HttpServletResponse response) {
		response.setHeader(NAME, token);
	}

}
