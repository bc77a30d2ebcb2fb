/**
 * Entity that Hibernate keeps in its own second-level cache.
 */
package dev.accelerate.testing.cacheable;
