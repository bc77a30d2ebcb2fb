/**
 * What is queried: the entities, the rows, and the queries that every peer answers.
 */
@NullMarked
package dev.accelerate.benchmarks.domain;

import org.jspecify.annotations.NullMarked;
