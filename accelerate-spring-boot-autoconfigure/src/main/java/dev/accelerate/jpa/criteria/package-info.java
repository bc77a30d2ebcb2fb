/**
 * Keys of calls whose argument is criteria: a {@code Specification}, a
 * {@code PredicateSpecification}, an {@code Example}, or a predicate of Querydsl.
 * {@link dev.accelerate.jpa.criteria.CriteriaParts} has the query built that the
 * repository would build, and {@link dev.accelerate.jpa.criteria.CriteriaForm} writes
 * down its tree. {@link dev.accelerate.jpa.criteria.QuerydslForm} writes down the tree
 * that a predicate of Querydsl is.
 */
@NullMarked
package dev.accelerate.jpa.criteria;

import org.jspecify.annotations.NullMarked;
