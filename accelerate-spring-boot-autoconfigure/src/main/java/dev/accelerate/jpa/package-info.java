/**
 * Hibernate's side of the cache, and the only package that knows Hibernate: how entities
 * are taken apart and built, what an open session means for a call, and which statements
 * write.
 */
@NullMarked
package dev.accelerate.jpa;

import org.jspecify.annotations.NullMarked;
