package dev.accelerate.actuate;

/**
 * Attribute of a strategy.
 *
 * @param value its value, as it is declared
 * @param origin where it comes from: the name of a property, which annotation, or
 * {@code default}
 */
record Attribute(Object value, String origin) {
}
