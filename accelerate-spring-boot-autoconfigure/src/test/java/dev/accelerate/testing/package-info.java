/**
 * Support for the tests of the other packages: a small application, the databases it runs
 * on, and counters of what reaches them.
 */
package dev.accelerate.testing;
