/**
 * How old a result may be. Pure functions of a strategy's windows and a moment in time:
 * nothing here knows about caches, databases or threads.
 */
@NullMarked
package dev.accelerate.freshness;

import org.jspecify.annotations.NullMarked;
