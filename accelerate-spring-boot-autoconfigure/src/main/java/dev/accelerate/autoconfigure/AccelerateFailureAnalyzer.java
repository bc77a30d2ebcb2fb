package dev.accelerate.autoconfigure;

import dev.accelerate.AccelerateException;
import dev.accelerate.strategy.RefusedStrategyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * {@link AbstractFailureAnalyzer} of all other failures of the query cache while beans
 * are created.
 */
class AccelerateFailureAnalyzer extends AbstractFailureAnalyzer<AccelerateException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, AccelerateException cause) {
		if (cause instanceof RefusedStrategyException || !isThrownByBeanCreation(rootFailure, cause)) {
			return null;
		}
		return new FailureAnalysis("The query cache cannot be set up: " + cause.getMessage(),
				"Change what the message names, or set accelerate.enabled=false to start without the cache.", cause);
	}

	/**
	 * Returns whether an exception was thrown while a bean was created. Otherwise a call
	 * of the application at startup threw it, for example in a runner.
	 */
	private static boolean isThrownByBeanCreation(Throwable failure, AccelerateException cause) {
		for (Throwable outer = failure; outer != null && outer != cause; outer = outer.getCause()) {
			if (outer instanceof BeansException) {
				return true;
			}
		}
		return false;
	}

}
