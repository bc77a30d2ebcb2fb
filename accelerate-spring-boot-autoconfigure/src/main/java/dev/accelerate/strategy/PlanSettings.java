package dev.accelerate.strategy;

import java.time.Duration;

import dev.accelerate.Precision;

/**
 * Settings of the configuration that plans are made from.
 *
 * @param enabled whether anything is cached
 * @param strategies the configured strategies
 * @param maximumTags how many tags a query may have
 * @param queryTimeout how long a load may take; zero for no limit
 * @param invalidateOnWrite whether writes invalidate results at all
 * @param precision what results depend on
 * @param context a prefix that distinguishes the repositories of this application context
 * from those of other contexts that share its store; empty if none do
 */
public record PlanSettings(boolean enabled, ConfiguredStrategies strategies, int maximumTags, Duration queryTimeout,
		boolean invalidateOnWrite, Precision precision, String context) {
}
