package dev.accelerate.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Condition that skips tests tagged {@code mariadb} where there is no MariaDB, and says
 * how to get it.
 */
public final class MariaDbCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return (context.getTags().contains("mariadb") && !MariaDbServer.isPresent())
				? ConditionEvaluationResult.disabled(MariaDbServer.REMEDY) : ConditionEvaluationResult.enabled(null);
	}

}
