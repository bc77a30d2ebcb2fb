/**
 * API of Accelerate for Spring Boot: what an application imports. A repository read
 * method annotated with {@link dev.accelerate.CacheStrategy} is answered from the query
 * cache, {@link dev.accelerate.Accelerated} says how it was answered, and
 * {@link dev.accelerate.AccelerateOperations} invalidates. This package depends on no
 * other package of the project.
 */
@NullMarked
package dev.accelerate;

import org.jspecify.annotations.NullMarked;
