package dev.accelerate.strategy;

import java.time.Duration;

/**
 * What the configuration says about plans.
 *
 * @param enabled whether anything is to be cached
 * @param strategies the configured strategies
 * @param maximumTags how many tags a query may have
 * @param queryTimeout how long a load may take; zero for as long as it takes
 * @param invalidateOnWrite whether writes make results invalid at all
 * @param context what tells the repositories of this application context from those of
 * others that share its store; empty where none do
 */
public record PlanSettings(boolean enabled, ConfiguredStrategies strategies, int maximumTags, Duration queryTimeout,
		boolean invalidateOnWrite, String context) {
}
