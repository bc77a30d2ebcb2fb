package dev.accelerate.benchmarks.peer;

import java.util.List;
import java.util.Optional;

import dev.accelerate.benchmarks.domain.Customer;
import dev.accelerate.benchmarks.domain.User;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.domain.UserSummary;
import jakarta.persistence.QueryHint;

import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/**
 * Repository cached by Hibernate's query cache and second-level cache.
 */
interface HibernateCachedUsers extends Repository<User, Long>, UserQueries {

	@Override
	@QueryHints(@QueryHint(name = "org.hibernate.cacheable", value = "true"))
	long countByEmailContaining(String part);

	@Override
	@QueryHints(@QueryHint(name = "org.hibernate.cacheable", value = "true"))
	Optional<User> findById(Long id);

	@Override
	@QueryHints(@QueryHint(name = "org.hibernate.cacheable", value = "true"))
	List<User> findByEmailContaining(String part);

	@Override
	@QueryHints(@QueryHint(name = "org.hibernate.cacheable", value = "true"))
	List<UserSummary> findSummariesByEmailContaining(String part);

	@Override
	@QueryHints(@QueryHint(name = "org.hibernate.cacheable", value = "true"))
	List<Customer> findCustomers(String region);

}
