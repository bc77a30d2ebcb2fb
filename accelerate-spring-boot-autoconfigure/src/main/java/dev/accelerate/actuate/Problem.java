package dev.accelerate.actuate;

import dev.accelerate.AccelerateException;

/**
 * Body of a refused request (RFC 9457).
 *
 * @param status the HTTP status
 * @param title what the status means
 * @param code the code of the error
 * @param detail what was refused, and why
 */
record Problem(int status, String title, String code, String detail) {

	/**
	 * Content type of the body.
	 */
	static final String TYPE = "application/problem+json";

	static Problem of(AccelerateException refusal) {
		String detail = String.valueOf(refusal.getMessage());
		if (refusal instanceof UnknownNameException) {
			return new Problem(404, "Not Found", refusal.code().name(), detail);
		}
		return switch (refusal.code()) {
			case P6003 -> new Problem(429, "Too Many Requests", refusal.code().name(), detail);
			case P6005 -> new Problem(400, "Bad Request", refusal.code().name(), detail);
			default -> new Problem(503, "Service Unavailable", refusal.code().name(), detail);
		};
	}

}
