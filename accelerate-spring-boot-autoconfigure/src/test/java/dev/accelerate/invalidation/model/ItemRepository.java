package dev.accelerate.invalidation.model;

import dev.accelerate.CacheStrategy;

import org.springframework.data.repository.Repository;

/**
 * Cached query for what may depend on a row alone.
 */
interface ItemRepository extends Repository<Item, Integer> {

	@CacheStrategy(ttl = 20, swr = 30)
	Item findById(int id);

}
