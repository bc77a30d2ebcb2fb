package dev.accelerate.benchmarks.peer;

import java.util.List;
import java.util.Optional;

import dev.accelerate.benchmarks.domain.Customer;
import dev.accelerate.benchmarks.domain.User;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.domain.UserSummary;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.repository.Repository;

/**
 * Repository cached by Spring's annotation, one load at a time.
 */
interface SyncCacheableUsers extends Repository<User, Long>, UserQueries {

	@Override
	@Cacheable(cacheNames = "countByEmailContaining", sync = true)
	long countByEmailContaining(String part);

	@Override
	@Cacheable(cacheNames = "findById", sync = true)
	Optional<User> findById(Long id);

	@Override
	@Cacheable(cacheNames = "findByEmailContaining", sync = true)
	List<User> findByEmailContaining(String part);

	@Override
	@Cacheable(cacheNames = "findSummariesByEmailContaining", sync = true)
	List<UserSummary> findSummariesByEmailContaining(String part);

	@Override
	@Cacheable(cacheNames = "findCustomers", sync = true)
	List<Customer> findCustomers(String region);

}
