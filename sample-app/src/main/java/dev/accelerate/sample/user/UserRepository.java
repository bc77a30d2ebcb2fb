package dev.accelerate.sample.user;

import java.util.List;
import java.util.Optional;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/**
 * Repository of users. The cache returns detached entities, so a query whose callers need
 * the organization fetches it. Writes use {@code findById}, which therefore has no
 * strategy.
 */
public interface UserRepository extends JpaRepository<User, Long> {

	@CacheStrategy(ttl = 60, swr = 60, tags = "emails_with_alice")
	@EntityGraph(attributePaths = "organization")
	List<User> findByEmailContaining(String part, Sort sort, Limit limit);

	@CacheStrategy(ttl = 60, swr = 600, tags = "user_#{#id}")
	@EntityGraph(attributePaths = "organization")
	Accelerated<Optional<User>> findWithInfoById(Long id);

	@CacheStrategy(ttl = 60, swr = 60, tags = "users")
	@EntityGraph(attributePaths = "organization")
	Optional<User> findFirstByNameOrderById(String name);

	@CacheStrategy(ttl = 60, swr = 600, tags = "users")
	@Query("""
			select substring(u.email, locate('@', u.email) + 1) as domain, count(u) as users
			from User u
			group by substring(u.email, locate('@', u.email) + 1)
			order by count(u) desc, substring(u.email, locate('@', u.email) + 1)
			""")
	Accelerated<List<DomainCount>> countByDomain();

	@Override
	@CacheStrategy(ttl = 60, swr = 600, tags = "users")
	long count();

	@Override
	@CacheStrategy(ttl = 60, swr = 60, tags = "users")
	@EntityGraph(attributePaths = "organization")
	Page<User> findAll(Pageable pageable);

}
