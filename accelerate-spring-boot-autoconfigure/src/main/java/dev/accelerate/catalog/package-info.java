/**
 * Catalogs of the databases: what they know about their tables, and no statement shows.
 * They are read in the background, and read again when tables may have changed. While
 * they cannot be read, every write invalidates everything.
 */
@NullMarked
package dev.accelerate.catalog;

import org.jspecify.annotations.NullMarked;
