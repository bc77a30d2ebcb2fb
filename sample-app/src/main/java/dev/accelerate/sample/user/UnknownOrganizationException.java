package dev.accelerate.sample.user;

/**
 * Thrown when a user is to belong to an organization that does not exist.
 */
public class UnknownOrganizationException extends RuntimeException {

	UnknownOrganizationException(String name) {
		super("There is no organization '" + name + "'");
	}

}
