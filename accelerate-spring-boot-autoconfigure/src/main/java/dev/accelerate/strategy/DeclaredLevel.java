package dev.accelerate.strategy;

/**
 * Level that attributes of a strategy may come from.
 *
 * @param origin what declares it: the name of a property, or which annotation
 * @param properties the attributes that it has
 */
record DeclaredLevel(String origin, StrategyProperties properties) {
}
