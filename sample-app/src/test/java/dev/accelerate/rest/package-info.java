/**
 * Spring Data REST over cached repositories, in an application of its own beside the
 * sample.
 */
@NullMarked
package dev.accelerate.rest;

import org.jspecify.annotations.NullMarked;
