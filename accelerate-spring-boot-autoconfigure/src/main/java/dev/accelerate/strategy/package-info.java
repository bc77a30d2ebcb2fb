/**
 * Everything that is known at startup: the strategy of each repository method, and the
 * plan that is made from it.
 */
@NullMarked
package dev.accelerate.strategy;

import org.jspecify.annotations.NullMarked;
