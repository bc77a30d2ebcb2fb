package dev.accelerate.web;

import java.time.Duration;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * {@link TokenCarrier} that uses a signed cookie. The cookie soon expires, because every
 * instance has heard of a write after a while, or knows that it has not. Its name is one
 * of the secret, so that applications on one host and path do not replace each other's.
 */
final class CookieTokenCarrier implements TokenCarrier {

	private final String name;

	private final TokenSigner signer;

	private final int maxAge;

	/**
	 * Creates a carrier.
	 * @param signer signs the tokens
	 * @param lifetime how long a browser keeps a token
	 */
	CookieTokenCarrier(TokenSigner signer, Duration lifetime) {
		this.name = "accelerate-token-" + signer.name();
		this.signer = signer;
		this.maxAge = (int) Math.min(lifetime.toSeconds(), Integer.MAX_VALUE);
	}

	/**
	 * Returns the first token whose signature fits. A browser may send several cookies of
	 * one name.
	 */
	@Override
	public @Nullable String read(HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		if (cookies != null) {
			for (Cookie cookie : cookies) {
				String token = this.name.equals(cookie.getName()) ? this.signer.verify(cookie.getValue()) : null;
				if (token != null) {
					return token;
				}
			}
		}
		return null;
	}

	@Override
	public void write(String token, HttpServletRequest request, HttpServletResponse response) {
		Cookie cookie = new Cookie(this.name, this.signer.sign(token));
		String path = request.getContextPath();
		cookie.setPath((path != null && !path.isEmpty()) ? path : "/");
		cookie.setMaxAge(this.maxAge);
		cookie.setHttpOnly(true);
		cookie.setSecure(request.isSecure());
		cookie.setAttribute("SameSite", "Lax");
		response.addCookie(cookie);
	}

}
