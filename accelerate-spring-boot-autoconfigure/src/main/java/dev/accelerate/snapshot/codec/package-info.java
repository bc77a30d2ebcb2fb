/**
 * Snapshots as bytes, for stores outside this JVM. A
 * {@link dev.accelerate.snapshot.codec.SnapshotCodec} writes them in a format of its own
 * and reads them back. It builds instances of no class but those that the
 * {@link dev.accelerate.snapshot.codec.SnapshotTypes} list, which come from the mapping
 * and from the return types of repository methods.
 */
@NullMarked
package dev.accelerate.snapshot.codec;

import org.jspecify.annotations.NullMarked;
