/**
 * What processes of a cluster have done, from the file that each writes to the check.
 */
package dev.accelerate.applications.cluster.history;
