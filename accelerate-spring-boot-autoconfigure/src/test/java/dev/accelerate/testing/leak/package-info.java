/**
 * Entity whose rows belong to tenants of which Hibernate knows nothing.
 */
package dev.accelerate.testing.leak;
