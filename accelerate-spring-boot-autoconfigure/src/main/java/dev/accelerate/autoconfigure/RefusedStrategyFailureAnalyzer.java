package dev.accelerate.autoconfigure;

import dev.accelerate.strategy.RefusedStrategyException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * {@link AbstractFailureAnalyzer} of strategies that were refused at startup.
 */
class RefusedStrategyFailureAnalyzer extends AbstractFailureAnalyzer<RefusedStrategyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RefusedStrategyException cause) {
		String description = String.format("A cache strategy cannot be honoured (%s).%n%n    Where: %s%n    Why: %s",
				cause.code(), cause.where(), cause.reason());
		return new FailureAnalysis(description, cause.remedy() + ".", cause);
	}

}
