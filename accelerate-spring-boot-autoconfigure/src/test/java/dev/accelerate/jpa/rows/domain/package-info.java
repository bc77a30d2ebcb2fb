/**
 * Domain with mappings of every kind, and repositories with reads of every kind. Writes
 * to it and reads of it show which rows a write changes, and which results survive it.
 */
package dev.accelerate.jpa.rows.domain;
