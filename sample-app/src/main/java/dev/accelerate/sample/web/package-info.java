/**
 * REST interface: what requests and answers look like, and what becomes of errors.
 */
@NullMarked
package dev.accelerate.sample.web;

import org.jspecify.annotations.NullMarked;
