/**
 * Auto-configuration: which beans there are, and what they are made of. Nothing depends
 * on this package.
 */
@NullMarked
package dev.accelerate.autoconfigure;

import org.jspecify.annotations.NullMarked;
