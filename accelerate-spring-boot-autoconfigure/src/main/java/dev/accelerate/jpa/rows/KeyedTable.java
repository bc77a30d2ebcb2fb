package dev.accelerate.jpa.rows;

import java.util.List;

/**
 * Table that has the identifier of an entity.
 *
 * @param name the plain name of the table
 * @param columns the names of the columns, in the order of the identifier
 */
record KeyedTable(String name, List<String> columns) {
}
