/**
 * Which other tables a table stands for: {@link dev.accelerate.jpa.schema.SchemaTracker}
 * learns it of every persistence unit, from its mappings by
 * {@link dev.accelerate.jpa.schema.MappedReach}, and from the catalogs of the databases
 * that {@link dev.accelerate.jpa.schema.DatabaseSourceFactory} finds.
 */
@NullMarked
package dev.accelerate.jpa.schema;

import org.jspecify.annotations.NullMarked;
