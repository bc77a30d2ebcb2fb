package dev.accelerate.benchmarks.peer;

import dev.accelerate.benchmarks.domain.User;
import dev.accelerate.benchmarks.domain.UserQueries;

import org.springframework.data.repository.Repository;

/**
 * Repository without a cache.
 */
interface PlainUsers extends Repository<User, Long>, UserQueries {

}
