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
 * Repository cached by Spring's annotation.
 */
interface CacheableUsers extends Repository<User, Long>, UserQueries {

	@Override
	@Cacheable("countByEmailContaining")
	long countByEmailContaining(String part);

	@Override
	@Cacheable("findById")
	Optional<User> findById(Long id);

	@Override
	@Cacheable("findByEmailContaining")
	List<User> findByEmailContaining(String part);

	@Override
	@Cacheable("findSummariesByEmailContaining")
	List<UserSummary> findSummariesByEmailContaining(String part);

	@Override
	@Cacheable("findCustomers")
	List<Customer> findCustomers(String region);

}
