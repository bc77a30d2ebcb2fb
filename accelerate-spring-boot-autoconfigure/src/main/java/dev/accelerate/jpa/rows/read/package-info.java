/**
 * What results depend on, in terms of rows.
 * {@link dev.accelerate.jpa.rows.read.NarrowingFactory} is the way in.
 * <ul>
 * <li>{@link dev.accelerate.jpa.rows.read.MethodShape} and
 * {@link dev.accelerate.jpa.rows.read.QueryShape} find out what a method selects: its
 * {@link dev.accelerate.jpa.rows.read.ReadShape}.</li>
 * <li>{@link dev.accelerate.jpa.rows.read.Membership} tells which rows that are, and
 * {@link dev.accelerate.jpa.rows.read.ResultFacts} what the entities in a result say
 * about the database. {@link dev.accelerate.jpa.rows.read.RowNarrowing} puts both
 * together.</li>
 * <li>{@link dev.accelerate.jpa.rows.read.EntityFacts} is what one entity says: which row
 * it shows, and which of its associations depend on more than that.
 * {@link dev.accelerate.jpa.rows.read.ReadSafety} tells which entities say too
 * little.</li>
 * </ul>
 */
@NullMarked
package dev.accelerate.jpa.rows.read;

import org.jspecify.annotations.NullMarked;
