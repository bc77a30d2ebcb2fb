package dev.accelerate.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * {@link AbstractFailureAnalyzer} of properties under {@code accelerate.strategies} that
 * name no strategy. Spring Boot's own analyzer, which comes later, can only say that a
 * value cannot be converted. It also shows the name without its asterisks.
 */
@Order(0)
class StrategyBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("accelerate.strategies");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		Class<?> target = cause.getTarget().getType().toClass();
		if (!PREFIX.isAncestorOf(cause.getName())
				|| (target != AccelerateProperties.Strategy.class && target != Map.class)) {
			return null;
		}
		String description = String
			.format("A property that Spring Boot reads as '%s' sets no attribute of a strategy.%n%n    Why: a "
					+ "repository and a method must stand between accelerate.strategies and the attribute. Spring "
					+ "Boot drops asterisks and other special characters outside brackets.", cause.getName());
		return new FailureAnalysis(description,
				"Write accelerate.strategies.<Repository>.<method>.<attribute>. Asterisks and full names of repositories "
						+ "need brackets, as in accelerate.strategies.UserRepository[*].ttl, "
						+ "accelerate.strategies[*].findByName.ttl or "
						+ "accelerate.strategies[com.example.UserRepository].findByName.ttl.",
				cause);
	}

}
