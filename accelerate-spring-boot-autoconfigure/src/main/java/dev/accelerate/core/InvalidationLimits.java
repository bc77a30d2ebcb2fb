package dev.accelerate.core;

import java.util.function.BooleanSupplier;

/**
 * Limits on the invalidations that an application asks for.
 *
 * @param tagsPerCall how many tags one call may have
 * @param permits whether another call is permitted now; each positive answer uses a
 * permit
 */
public record InvalidationLimits(int tagsPerCall, BooleanSupplier permits) {
}
