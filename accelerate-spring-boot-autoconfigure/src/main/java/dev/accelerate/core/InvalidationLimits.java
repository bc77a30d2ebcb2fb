package dev.accelerate.core;

import java.util.function.BooleanSupplier;

/**
 * Limits of the invalidations that an application asks for.
 *
 * @param tagsPerCall how many tags one call may have
 * @param permits whether another call is permitted at this moment; asking uses the permit
 */
public record InvalidationLimits(int tagsPerCall, BooleanSupplier permits) {
}
