package dev.accelerate.sample.user;

/**
 * Number of users whose email addresses are of one domain.
 *
 * @param domain the part after the {@code @}
 * @param users the number of users
 */
public record DomainCount(String domain, long users) {
}
