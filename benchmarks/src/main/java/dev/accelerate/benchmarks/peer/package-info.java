/**
 * The peers: everything that can stand between the code of an application and its
 * database, each as an application of its own with the same entities and rows.
 */
@NullMarked
package dev.accelerate.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
