/**
 * What a thread is doing: its loads, its transactions, the statements it sends and the
 * options it has set.
 */
@NullMarked
package dev.accelerate.tracking;

import org.jspecify.annotations.NullMarked;
