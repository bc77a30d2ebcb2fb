package dev.accelerate.sample.user;

/**
 * Thrown when another user has the email address already.
 */
public class EmailTakenException extends RuntimeException {

	EmailTakenException(String email, Throwable cause) {
		super("The email " + email + " belongs to another user", cause);
	}

}
