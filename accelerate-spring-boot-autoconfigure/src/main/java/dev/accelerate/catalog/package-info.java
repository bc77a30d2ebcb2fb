/**
 * Catalog of the databases: what they know of their tables, and no statement says. It is
 * read beside the application, and read again when tables may have changed. While it
 * cannot be read, every write makes everything invalid.
 */
@NullMarked
package dev.accelerate.catalog;

import org.jspecify.annotations.NullMarked;
