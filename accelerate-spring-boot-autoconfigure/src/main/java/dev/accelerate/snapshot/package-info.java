/**
 * Neutral copies of query results. A {@link dev.accelerate.snapshot.Snapshotter} takes a
 * result apart into {@link dev.accelerate.snapshot.Node nodes} that hold no entity, proxy
 * or session, and builds a fresh result from them for every caller. What is immutable is
 * shared, everything else is copied. How entities are taken apart is the business of an
 * {@link dev.accelerate.snapshot.EntitySnapshots}.
 */
@NullMarked
package dev.accelerate.snapshot;

import org.jspecify.annotations.NullMarked;
