/**
 * Application of which several processes run on one database, and what they do at random.
 */
package dev.accelerate.applications.cluster.node;
