/**
 * What a statement reads and writes, told from its text. SQL is read here only.
 */
@NullMarked
package dev.accelerate.sql;

import org.jspecify.annotations.NullMarked;
