/**
 * Entity of which every session sees only some rows, and all sessions the same.
 */
package dev.accelerate.testing.archive;
