/**
 * Way of the cache into Spring Data repositories. The advisor sits first in the
 * repository's own proxy, so that a hit opens neither transaction nor connection. All
 * that can be known about a method is worked out when its repository is created, into a
 * {@link dev.accelerate.core.QueryPlan}; nothing is read reflectively per call. This is
 * the only package that reads {@link dev.accelerate.CacheStrategy}.
 */
@NullMarked
package dev.accelerate.repository;

import org.jspecify.annotations.NullMarked;
