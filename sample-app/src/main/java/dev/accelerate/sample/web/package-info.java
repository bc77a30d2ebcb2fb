/**
 * REST interface: what requests and answers look like, and how errors are reported.
 */
@NullMarked
package dev.accelerate.sample.web;

import org.jspecify.annotations.NullMarked;
