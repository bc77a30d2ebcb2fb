package dev.accelerate.sample.user;

/**
 * Thrown when there is no user with an id.
 */
public class UserNotFoundException extends RuntimeException {

	public UserNotFoundException(Long id) {
		super("There is no user " + id);
	}

}
