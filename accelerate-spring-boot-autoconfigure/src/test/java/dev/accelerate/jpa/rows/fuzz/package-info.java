/**
 * Random writes and reads of the domain: what is answered from the cache after a write is
 * what the database has.
 */
package dev.accelerate.jpa.rows.fuzz;
