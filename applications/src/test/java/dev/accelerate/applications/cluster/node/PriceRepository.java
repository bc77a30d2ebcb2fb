package dev.accelerate.applications.cluster.node;

import java.util.List;
import java.util.Optional;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Prices, that tell how they were answered.
 */
interface PriceRepository extends JpaRepository<Price, Long> {

	@Override
	@CacheStrategy(ttl = 600)
	Optional<Price> findById(Long id);

	@Override
	@CacheStrategy(ttl = 1, swr = 600)
	List<Price> findAll();

	@CacheStrategy(ttl = 600)
	Accelerated<List<Price>> findByIdGreaterThan(Long id);

}
