package dev.accelerate.benchmarks.domain;

/**
 * Record projection of a user.
 *
 * @param id the identifier
 * @param name the name
 * @param email the address
 */
public record UserSummary(Long id, String name, String email) {
}
