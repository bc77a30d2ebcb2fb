package dev.accelerate.repository;

/**
 * What the configuration says about plans.
 *
 * @param enabled whether anything is to be cached
 * @param strategies the configured strategies
 * @param maximumTags how many tags a query may have
 */
public record PlanSettings(boolean enabled, ConfiguredStrategies strategies, int maximumTags) {
}
