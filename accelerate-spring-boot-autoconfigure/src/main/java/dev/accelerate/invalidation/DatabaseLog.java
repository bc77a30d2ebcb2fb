package dev.accelerate.invalidation;

import java.util.Set;

/**
 * Log of a database, by which the nodes that use the database tell each other what became
 * invalid.
 *
 * @param channel what carries its records
 * @param judge what judges by them
 * @param databases what leads to the database, by identity: the data source itself, what
 * wraps it, and the session factories that connect by it
 */
record DatabaseLog(InvalidationChannel channel, Judge judge, Set<Object> databases) {

}
