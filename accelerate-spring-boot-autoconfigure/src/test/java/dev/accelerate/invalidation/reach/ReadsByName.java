package dev.accelerate.invalidation.reach;

import java.util.List;

import dev.accelerate.CacheStrategy;

/**
 * Cached reads that name their table only when they are called.
 */
interface ReadsByName {

	/**
	 * Reads with {@code JdbcTemplate}.
	 */
	@CacheStrategy(ttl = 600)
	List<Long> byJdbc(String table, int id);

	/**
	 * Reads with a native query of the entity manager.
	 */
	@CacheStrategy(ttl = 600)
	List<Long> byNativeQuery(String table, int id);

	/**
	 * Reads with a JPQL query of the entity manager, in the repository of another entity.
	 */
	@CacheStrategy(ttl = 600)
	List<Long> byJpql(String entity, int id);

}
