package dev.accelerate.sample.web;

import dev.accelerate.sample.user.Organization;
import dev.accelerate.sample.user.User;
import org.jspecify.annotations.Nullable;

/**
 * User as clients see it.
 *
 * @param id the identifier
 * @param name the name, if known
 * @param email the email address
 * @param organization the name of the organization, if the user belongs to one
 */
record UserView(Long id, @Nullable String name, String email, @Nullable String organization) {

	static UserView of(User user) {
		Organization organization = user.getOrganization();
		return new UserView(user.getId(), user.getName(), user.getEmail(),
				(organization != null) ? organization.getName() : null);
	}

}
