/**
 * Assertions for tests of applications. They need AssertJ.
 */
@NullMarked
package dev.accelerate.test;

import org.jspecify.annotations.NullMarked;
