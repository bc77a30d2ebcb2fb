/**
 * Entities whose tables are more than they seem.
 */
package dev.accelerate.catalog.domain;
