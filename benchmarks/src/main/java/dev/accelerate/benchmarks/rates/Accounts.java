package dev.accelerate.benchmarks.rates;

import java.util.List;
import java.util.Optional;

import dev.accelerate.CacheStrategy;

import org.springframework.data.repository.Repository;

/**
 * Reads of accounts.
 */
interface Accounts extends Repository<Account, Long> {

	@CacheStrategy(ttl = 86400)
	Optional<Account> findById(Long id);

	@CacheStrategy(ttl = 86400)
	Optional<Account> findByCode(String code);

	@CacheStrategy(ttl = 86400)
	List<Account> findByTeamIdOrderById(Long team);

	@CacheStrategy(ttl = 86400)
	List<Account> findFirst20ByOrderByChangedDescIdDesc();

	@CacheStrategy(ttl = 86400)
	long countByStatus(Account.Status status);

}
