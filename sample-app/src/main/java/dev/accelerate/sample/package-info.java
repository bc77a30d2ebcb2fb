/**
 * Sample application: a REST service over users, whose reads are cached with Accelerate.
 */
@NullMarked
package dev.accelerate.sample;

import org.jspecify.annotations.NullMarked;
