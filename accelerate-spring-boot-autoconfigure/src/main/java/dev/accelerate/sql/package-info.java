/**
 * What an SQL statement reads and writes, told from its text. SQL is read in this package
 * only.
 *
 * <p>
 * The walk from a text to tables begins at {@link SqlAnalyzer}, which keeps what it has
 * found out about a text. It leads through these steps:
 * <ol>
 * <li>{@link SqlDialect} names the dialects in which the text may read differently, since
 * the database that executes it is not known.</li>
 * <li>{@link SqlLexer} cuts the text into {@link SqlToken tokens}, once in each of these
 * dialects. An {@link SqlCommentReader} and an {@link SqlQuoteReader} move the same
 * {@link SqlCursor} past comments, literals and quoted names.</li>
 * <li>{@link SqlUnderstanding} has the tokens scanned for written tables
 * ({@link SqlWriteScanner}), for names that stand where a table does
 * ({@link TableNameScanner}) and for called functions ({@link SqlFunctionScanner}). Of
 * all readings the worst counts.</li>
 * <li>{@link SqlStatement} is the result. It looks its words up in the
 * {@link TableDirectory}, which knows the tracked tables and, by a {@link TableReach},
 * the tables behind views, partitions and foreign keys.</li>
 * </ol>
 *
 * <p>
 * Three more questions are answered from the text alone, without a look at the tables:
 * {@link QueryEffects} tells whether a query does more than read, {@link SessionEffect}
 * whether a statement changes the session that sends it, and {@link TransactionCommand}
 * whether it begins or ends a transaction.
 */
@NullMarked
package dev.accelerate.sql;

import org.jspecify.annotations.NullMarked;
