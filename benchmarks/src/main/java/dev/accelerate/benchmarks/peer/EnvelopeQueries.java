package dev.accelerate.benchmarks.peer;

import java.util.List;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;
import dev.accelerate.benchmarks.domain.User;

import org.springframework.data.repository.Repository;

/**
 * Repository whose answers say how they came about.
 */
public interface EnvelopeQueries extends Repository<User, Long> {

	/**
	 * Count users.
	 * @param part what their addresses contain
	 * @return their number
	 */
	@CacheStrategy(ttl = 600)
	Accelerated<Long> countByEmailContaining(String part);

	/**
	 * Find users.
	 * @param part what their addresses contain
	 * @return the users
	 */
	@CacheStrategy(ttl = 600)
	Accelerated<List<User>> findByEmailContaining(String part);

}
