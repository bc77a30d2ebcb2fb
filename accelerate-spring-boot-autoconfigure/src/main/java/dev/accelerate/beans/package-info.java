/**
 * Beans of the application that the cache follows, and those that were created too early
 * to be followed.
 */
@NullMarked
package dev.accelerate.beans;

import org.jspecify.annotations.NullMarked;
