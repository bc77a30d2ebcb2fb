/**
 * Reads by rows of which something else than the query says which rows they see.
 */
@NullMarked
package dev.accelerate.jpa.rows.influenced;

import org.jspecify.annotations.NullMarked;
