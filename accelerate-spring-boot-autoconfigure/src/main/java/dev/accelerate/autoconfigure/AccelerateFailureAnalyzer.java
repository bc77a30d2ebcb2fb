package dev.accelerate.autoconfigure;

import dev.accelerate.AccelerateException;
import dev.accelerate.repository.RefusedStrategyException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * {@link AbstractFailureAnalyzer} of everything else that the query cache refuses at
 * startup.
 */
class AccelerateFailureAnalyzer extends AbstractFailureAnalyzer<AccelerateException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, AccelerateException cause) {
		if (cause instanceof RefusedStrategyException) {
			return null;
		}
		return new FailureAnalysis("The query cache cannot be set up: " + cause.getMessage(),
				"Change what the message" + " names, or set accelerate.enabled=false to start without the cache.",
				cause);
	}

}
