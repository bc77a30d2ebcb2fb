package dev.accelerate.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * {@link AbstractFailureAnalyzer} of properties of the query cache with values out of
 * range. Spring Boot's own analyzer finds a property only if it is written in its
 * canonical form, which environment variables are not.
 */
class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure,
			InvalidConfigurationPropertyValueException cause) {
		if (!cause.getName().startsWith("accelerate.")) {
			return null;
		}
		String description = String.format("The property '%s' has an invalid value.%n%n    Value: %s%n    Why: %s",
				cause.getName(), cause.getValue(), cause.getReason());
		return new FailureAnalysis(description,
				"Correct the value, or remove the property. It may also come from an environment variable or the command line.",
				cause);
	}

}
