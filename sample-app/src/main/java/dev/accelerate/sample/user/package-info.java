/**
 * Users: the entities, the queries over them with their cache strategies, and the writes
 * with the reads that each of them makes stale.
 */
@NullMarked
package dev.accelerate.sample.user;

import org.jspecify.annotations.NullMarked;
