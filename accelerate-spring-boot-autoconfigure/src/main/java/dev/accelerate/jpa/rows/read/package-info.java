/**
 * What results depend on, in terms of rows.
 * {@link dev.accelerate.jpa.rows.read.NarrowingFactory} is the way in.
 * <ul>
 * <li>{@link dev.accelerate.jpa.rows.read.KeyRead} decides, by a method, whether it reads
 * by primary key. {@link dev.accelerate.jpa.rows.read.KeyNarrowing} narrows its
 * results.</li>
 * <li>{@link dev.accelerate.jpa.rows.read.EntityFacts} is what an entity in a result says
 * about the database: which row it shows, and which of its associations depend on more
 * than that. {@link dev.accelerate.jpa.rows.read.ResultFacts} collects it from a result.
 * {@link dev.accelerate.jpa.rows.read.ReadSafety} tells which entities say too
 * little.</li>
 * </ul>
 */
@NullMarked
package dev.accelerate.jpa.rows.read;

import org.jspecify.annotations.NullMarked;
