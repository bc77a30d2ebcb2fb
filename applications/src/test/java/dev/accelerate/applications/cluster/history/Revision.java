package dev.accelerate.applications.cluster.history;

/**
 * Revision of a row.
 *
 * @param row the number of the row
 * @param value its revision
 */
public record Revision(int row, long value) {

}
