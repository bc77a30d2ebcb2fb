/**
 * Several processes of an application on one database, while everything fails that can.
 */
package dev.accelerate.applications.cluster;
