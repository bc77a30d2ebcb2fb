/**
 * Identity of a query with its arguments. A {@link dev.accelerate.signature.QuerySigner}
 * knows one query; signing a call yields the
 * {@link dev.accelerate.signature.QuerySignature} under which its result is cached.
 * Applications extend it with {@link dev.accelerate.signature.ArgumentEncoder} and
 * {@link dev.accelerate.signature.SignatureContributor} beans.
 */
@NullMarked
package dev.accelerate.signature;

import org.jspecify.annotations.NullMarked;
