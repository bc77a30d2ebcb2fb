package dev.accelerate.tracking;

import java.util.Objects;

/**
 * Evidence that answers depend on something no key tells.
 *
 * @param reason a short name for metrics
 * @param remedy what to change to have the calls cached, for people
 */
public record Evidence(String reason, String remedy) {

	public Evidence {
		Objects.requireNonNull(reason, "'reason' must not be null");
		Objects.requireNonNull(remedy, "'remedy' must not be null");
	}

}
