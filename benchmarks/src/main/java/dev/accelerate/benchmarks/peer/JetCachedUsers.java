package dev.accelerate.benchmarks.peer;

import java.util.List;
import java.util.Optional;

import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.anno.Cached;
import dev.accelerate.benchmarks.domain.Customer;
import dev.accelerate.benchmarks.domain.User;
import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.domain.UserSummary;

/**
 * Queries cached by JetCache. Its annotation has no effect on a repository interface.
 */
class JetCachedUsers implements UserQueries {

	private final PlainUsers users;

	JetCachedUsers(PlainUsers users) {
		this.users = users;
	}

	@Override
	@Cached(name = "countByEmailContaining", cacheType = CacheType.LOCAL, expire = 600)
	public long countByEmailContaining(String part) {
		return this.users.countByEmailContaining(part);
	}

	@Override
	@Cached(name = "findById", cacheType = CacheType.LOCAL, expire = 600)
	public Optional<User> findById(Long id) {
		return this.users.findById(id);
	}

	@Override
	@Cached(name = "findByEmailContaining", cacheType = CacheType.LOCAL, expire = 600)
	public List<User> findByEmailContaining(String part) {
		return this.users.findByEmailContaining(part);
	}

	@Override
	@Cached(name = "findSummariesByEmailContaining", cacheType = CacheType.LOCAL, expire = 600)
	public List<UserSummary> findSummariesByEmailContaining(String part) {
		return this.users.findSummariesByEmailContaining(part);
	}

	@Override
	@Cached(name = "findCustomers", cacheType = CacheType.LOCAL, expire = 600)
	public List<Customer> findCustomers(String region) {
		return this.users.findCustomers(region);
	}

}
