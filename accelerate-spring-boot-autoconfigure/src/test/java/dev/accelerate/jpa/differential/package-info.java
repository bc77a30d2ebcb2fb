/**
 * Differential harness: repository reads by the cache, compared with the same reads
 * without it.
 */
package dev.accelerate.jpa.differential;
