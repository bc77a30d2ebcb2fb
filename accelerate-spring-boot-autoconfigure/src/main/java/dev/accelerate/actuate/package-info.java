/**
 * What operators ask: {@link dev.accelerate.actuate.AccelerateEndpoint} tells what
 * happened, and purges; {@link dev.accelerate.actuate.LogHealthIndicator} says whether
 * the invalidation log is heard.
 */
@NullMarked
package dev.accelerate.actuate;

import org.jspecify.annotations.NullMarked;
