package dev.accelerate.benchmarks.peer;

import java.util.List;
import java.util.Optional;

import dev.accelerate.CacheStrategy;
import dev.accelerate.benchmarks.domain.Customer;
import dev.accelerate.benchmarks.domain.User;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.domain.UserSummary;

import org.springframework.data.repository.Repository;

/**
 * Repository cached by this project.
 */
interface AcceleratedUsers extends Repository<User, Long>, UserQueries {

	@Override
	@CacheStrategy(ttl = 600)
	long countByEmailContaining(String part);

	@Override
	@CacheStrategy(ttl = 600)
	Optional<User> findById(Long id);

	@Override
	@CacheStrategy(ttl = 600)
	List<User> findByEmailContaining(String part);

	@Override
	@CacheStrategy(ttl = 600)
	List<UserSummary> findSummariesByEmailContaining(String part);

	@Override
	@CacheStrategy(ttl = 600)
	List<Customer> findCustomers(String region);

}
