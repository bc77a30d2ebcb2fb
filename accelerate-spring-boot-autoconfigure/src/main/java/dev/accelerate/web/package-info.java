/**
 * Tokens that travel with HTTP requests, so that a client reads what it has written
 * whichever instance answers: {@link dev.accelerate.web.TokenFilter} reads and returns
 * them, and a {@link dev.accelerate.web.TokenCarrier} is where they travel.
 */
@NullMarked
package dev.accelerate.web;

import org.jspecify.annotations.NullMarked;
