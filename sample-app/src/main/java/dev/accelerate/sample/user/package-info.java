/**
 * Users: what they are, the queries over them with their cache strategies, and the writes
 * with what each of them makes stale.
 */
@NullMarked
package dev.accelerate.sample.user;

import org.jspecify.annotations.NullMarked;
