package dev.accelerate.sample.web;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * User as clients write it.
 *
 * @param name the name, may be left out
 * @param email the email address
 * @param organization the name of an existing organization, may be left out
 */
record UserRequest(@Size(max = 255) @Nullable String name, @NotBlank @Email @Size(max = 255) String email,
		@Nullable String organization) {
}
