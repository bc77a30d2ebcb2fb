package dev.accelerate.benchmarks.domain;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;

/**
 * Queries that every peer answers, each in its own way.
 */
public interface UserQueries {

	/**
	 * Count users.
	 * @param part what their addresses contain
	 * @return their number
	 */
	long countByEmailContaining(String part);

	/**
	 * Find a user.
	 * @param id the identifier
	 * @return the user
	 */
	Optional<User> findById(Long id);

	/**
	 * Find users.
	 * @param part what their addresses contain
	 * @return the users
	 */
	List<User> findByEmailContaining(String part);

	/**
	 * Find users, as records.
	 * @param part what their addresses contain
	 * @return the users
	 */
	List<UserSummary> findSummariesByEmailContaining(String part);

	/**
	 * Find customers, with their companies and purchases.
	 * @param region where they are
	 * @return the customers
	 */
	@Query("select c from Customer c join fetch c.company left join fetch c.purchases where c.region = ?1")
	List<Customer> findCustomers(String region);

}
