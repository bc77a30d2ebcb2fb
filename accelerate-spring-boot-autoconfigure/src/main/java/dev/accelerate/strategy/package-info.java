/**
 * What is known at startup: which strategy each repository method has, and the plan that
 * is made of it.
 */
@NullMarked
package dev.accelerate.strategy;

import org.jspecify.annotations.NullMarked;
