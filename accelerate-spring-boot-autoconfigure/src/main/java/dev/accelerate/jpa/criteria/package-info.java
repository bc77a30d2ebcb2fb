/**
 * Keys of calls whose argument is criteria: a {@code Specification}, a
 * {@code PredicateSpecification} or an {@code Example}.
 * {@link dev.accelerate.jpa.criteria.CriteriaParts} has the query built that the
 * repository would build, and {@link dev.accelerate.jpa.criteria.CriteriaForm} writes
 * down its tree.
 */
@NullMarked
package dev.accelerate.jpa.criteria;

import org.jspecify.annotations.NullMarked;
