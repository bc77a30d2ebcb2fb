/**
 * Generated data, so that there is something to query.
 */
@NullMarked
package dev.accelerate.sample.data;

import org.jspecify.annotations.NullMarked;
