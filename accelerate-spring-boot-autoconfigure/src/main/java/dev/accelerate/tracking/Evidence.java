package dev.accelerate.tracking;

import java.util.Objects;

/**
 * Evidence that answers depend on something that is in no key.
 *
 * @param reason a short name for metrics
 * @param remedy what a developer can change to have the calls cached
 */
public record Evidence(String reason, String remedy) {

	public Evidence {
		Objects.requireNonNull(reason, "'reason' must not be null");
		Objects.requireNonNull(remedy, "'remedy' must not be null");
	}

}
